import t from 'tap';
import { exportPoints } from '../../src/cli/export-points.ts';
import { canonical } from '../../src/run/json.ts';
import { rowOfRun } from '../../src/run/run-row.ts';
import { entryOf } from '../../src/store/save.ts';
import { ExportKeys, exportColumns } from '../../src/view/export/columns.ts';
import { liveRow } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('each point stands with what was asked of its run', async t => {
  const bench = await storeBench(t);
  const lines = [
    { key: 'loss', step: [0, 1], value: [2, 1], time: [10, 11] },
    { key: 'acc', step: [1], value: [0.5], time: [11] },
  ];
  const content = Buffer.from(lines.map(line => `${canonical(line)}\n`).join(''));
  const run = bench.run({ name: 'otter' });
  const files = [{ path: 'metrics/0.ndjson', ...entryOf(content), content }];
  const commit = await bench.save(run, { files });
  const rows = [liveRow(), rowOfRun({ run, trashed: false, added: {} }, commit)];
  const columns = exportColumns(['name'], new ExportKeys());
  const read = async (...metrics: string[]) => {
    const found: unknown[] = [];
    const points = exportPoints(bench.repository.objects, rows, columns, new Set(metrics));
    for await (const { metric, records } of points) found.push([metric, ...records]);
    return found;
  };
  t.same(await read(), [
    ['loss', ['otter', 'loss', 0, 2, 10], ['otter', 'loss', 1, 1, 11]],
    ['acc', ['otter', 'acc', 1, 0.5, 11]],
  ]);
  t.same(await read('acc'), [['acc', ['otter', 'acc', 1, 0.5, 11]]]);
});

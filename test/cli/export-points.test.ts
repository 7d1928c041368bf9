import t from 'tap';
import { exportPoints } from '../../src/cli/export-points.ts';
import { canonical } from '../../src/run/json.ts';
import type { Run } from '../../src/run/run.ts';
import { rowOfRun } from '../../src/run/run-row.ts';
import { entryOf } from '../../src/store/save.ts';
import { ExportKeys, exportColumns } from '../../src/view/export/columns.ts';
import { liveRow } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

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

t.test('what the job took is there where it is named, also of a run without metrics', async t => {
  const bench = await storeBench(t);
  const line = (key: string, value: number) =>
    `${canonical({ key, step: [2], value: [value], time: [12] })}\n`;
  const resources = line('system/cpu', 50) + line('system/memory', 1e6);
  const rowWith = async (name: string, files: Record<string, string>, changes: Partial<Run> = {}) => {
    const run = bench.run({ name, ...changes });
    const commit = await bench.save(run, { files: storedFiles(files) });
    return rowOfRun({ run, trashed: false, added: {} }, commit);
  };
  const summary = { last: 1, min: 1, max: 1, count: 1, step: 2 };
  const rows = [
    await rowWith('bare', { 'resources.ndjson': resources }, { metrics: {} }),
    await rowWith(
      'own',
      { 'resources.ndjson': resources, 'metrics/main.ndjson': line('system/cpu', 1) },
      { metrics: { 'system/cpu': summary } },
    ),
  ];
  const columns = exportColumns(['name'], new ExportKeys());
  const read = async (...metrics: string[]) => {
    const found: unknown[] = [];
    const points = exportPoints(bench.repository.objects, rows, columns, new Set(metrics));
    for await (const { records } of points) found.push(...records);
    return found;
  };
  t.same(await read('system/cpu'), [
    ['own', 'system/cpu', 2, 1, 12],
    ['bare', 'system/cpu', 2, 50, 12],
  ]);
  t.same(await read(), [['own', 'system/cpu', 2, 1, 12]], 'and only there');
});

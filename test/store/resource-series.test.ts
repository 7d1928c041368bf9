import t from 'tap';
import { RESOURCES } from '../../src/run/manifest.ts';
import { encodeSeries } from '../../src/store/encode.ts';
import { readResourceSeries } from '../../src/store/resource-series.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);

t.test('what jobs took is read in the order of the runs, and metrics are none of it', async t => {
  const cpu = { key: 'system/cpu', step: [0, 2], value: [12.5, 250], time: [100.5, 102.5] };
  const memory = { key: 'system/memory', step: [0, 2], value: [1e6, 2 ** 40], time: [100.5, 102.5] };
  const loss = { key: 'loss', step: [0], value: [1], time: [1] };
  const run = await bench.save(bench.run(), {
    files: storedFiles({
      [RESOURCES]: encodeSeries([cpu, memory]),
      'metrics/main.ndjson': encodeSeries([loss]),
    }),
  });
  const older = await bench.save(bench.run(), {
    files: storedFiles({ 'metrics/main.ndjson': encodeSeries([loss]) }),
  });
  const read = async (...commits: string[]) => {
    const found: unknown[] = [];
    for await (const { commit, chunk } of readResourceSeries(bench.repository.objects, commits))
      found.push([commits.indexOf(commit), chunk]);
    return found;
  };
  t.same(await read(older, run), [
    [1, cpu],
    [1, memory],
  ]);
  t.same(await read(older, 'refs/runs/none'), []);
});

import { join } from 'node:path';
import t from 'tap';
import { packRun } from '../../../src/interop/mlflow-runs/pack-run.ts';
import { sampleRun } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

t.test('artifacts are counted, and one that cannot be kept is a problem of the run', async t => {
  const { repository } = await storeBench(t);
  const top = t.testdir({ a: 'one', b: 'two' });
  const artifact = (path: string, file = 'a') => ({ path, file: join(top, file) });
  const mlflow = {
    ...{
      id: 'x',
      path: '1/x',
      meta: {},
      params: {},
      tags: {},
      metrics: [],
      inputs: [],
      outputs: [],
      models: [],
    },
    artifacts: [
      artifact('a'),
      artifact('c/b', 'b'),
      artifact('a', 'b'),
      artifact('.git/config'),
      artifact('gone', 'none'),
    ],
  };
  const series = [{ key: 'loss', step: [0], value: [1], time: [2] }];
  const planned = { run: sampleRun(), environment: {}, series };
  const { contents, losses } = await packRun(repository, planned, mlflow, { largeSize: 1000 });
  t.same(
    contents.files.map(({ path }) => path),
    ['metrics/mlflow.ndjson', 'artifacts/a', 'artifacts/c/b'],
  );
  t.same(contents.run.artifacts, { count: 2, bytes: 6 });
  t.match(contents.run.problems, [
    { message: /two of that path/ },
    { message: /\.git/ },
    { message: /gone/ },
  ]);
  t.equal(losses.length, 3);
});

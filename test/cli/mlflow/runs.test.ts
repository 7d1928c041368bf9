import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const mlflow = (...words: string[]) => run('mlflow', 'runs', ...words);
await run('experiment', 'create', 'digits');
await bench.save(bench.run());

t.test('the runs of the experiment of the environment are listed', async t => {
  const listed = await mlflow('list', '--experiment-id', 'digits');
  t.match(listed.stdout, /^Date .*\n-.*\n2026-11-02 13:00:00 UTC {2}swift-otter {2}\S{26}\n$/);
  const inside = cli(bench.on, { env: { MLFLOW_EXPERIMENT_ID: 'digits' } });
  t.same(await inside('mlflow', 'runs', 'list'), listed);
  t.match(await mlflow('list'), { exitCode: 2, stderr: '--experiment-id is needed' });
  t.equal((await mlflow('list', '--experiment-id', '0')).stdout, '\n\n', 'the default one has none');
});

t.test('a run is named by its name too, and what is said repeats it', async t => {
  t.match(await mlflow('delete', '--run-id', 'swift-otter'), {
    exitCode: 0,
    stdout: 'Run with ID swift-otter has been deleted.\n',
  });
  t.match(await mlflow('restore', '--run-id', 'swift-otter'), { exitCode: 0 });
  t.match(await mlflow('describe', '--run-id', 'swift-oter'), {
    exitCode: 1,
    stderr: "did you mean 'swift-otter'?",
  });
});

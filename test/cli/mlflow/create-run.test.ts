import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const create = (...words: string[]) => run('mlflow', 'runs', 'create', ...words);

t.test('a run of no command has its name, note, tags and parent', async t => {
  const made = await create('--experiment-id', '0', '--run-name', 'parent');
  t.match(made, { exitCode: 0, stderr: '' });
  const { run_id: id, ...said } = JSON.parse(made.stdout);
  t.same(said, { experiment_id: '0', status: 'FINISHED', run_name: 'parent' });
  const more = ['-t', 'stage=prod', '--description', 'by hand', '--parent-run-id', id];
  await create('--experiment-name', 'digits', '--status', 'killed', '--run-name', 'child', ...more);
  t.match(JSON.parse((await run('show', 'child', '--json')).stdout).run, {
    name: 'child',
    experiment: 'digits',
    status: 'killed',
    tags: { stage: 'prod' },
    note: 'by hand',
  });
  const { data } = JSON.parse((await run('mlflow', 'runs', 'describe', '--run-id', 'child')).stdout);
  t.equal(data.tags['mlflow.parentRunId'], id);
});

t.test('one that is made inside a run is a child of it', async t => {
  const { id } = bench.run();
  const inside = cli(bench.on, { env: { GIT_RUN_ID: id } });
  await inside('mlflow', 'runs', 'create', '--experiment-id', '0', '--run-name', 'inner');
  const { data } = JSON.parse((await run('mlflow', 'runs', 'describe', '--run-id', 'inner')).stdout);
  t.equal(data.tags['mlflow.parentRunId'], id);
});

t.test('one that cannot be made leaves nothing', async t => {
  const before = (await run('log')).stdout;
  t.match(await create('--experiment-name', 'x', '--status', 'lost'), { exitCode: 2 });
  t.match(await create('--experiment-name', 'x', '--run-name', 'a:b'), { exitCode: 2 });
  t.match(await create('--experiment-id', 'gone'), { exitCode: 1, stderr: "no experiment 'gone'" });
  t.match(await create('--experiment-name', 'x', '--parent-run-id', 'nobody'), { exitCode: 1 });
  await run('experiment', 'rm', 'digits');
  const { id } = JSON.parse((await run('experiment', 'list', '--removed', '--json')).stdout).experiments[0];
  t.match(await create('--experiment-id', id), { exitCode: 1, stderr: "no experiment 'digits'" });
  t.equal((await run('log')).stdout, before);
});

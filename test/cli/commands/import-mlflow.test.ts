import t from 'tap';
import { cli } from '../../support/cli.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('the runs of a server are brought, and go to another', async t => {
  const there = await mlflowBench(t);
  const id = await there.begin({ run_name: 'of a client' });
  await there.post('runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() });
  const run = cli(temporaryRepository(t));
  const url = there.endpoint.url.replace('://', '://ada:secret@');
  t.match(await run('import', 'mlflow', url, '--json', '-n'), { exitCode: 0, stdout: /"foreign":\s*"\w+"/ });
  const { exitCode, stdout } = await run('import', 'mlflow', url);
  t.equal(exitCode, 0);
  t.match(stdout, /^imported 1 run from http:\/\/127/);
  t.notMatch(stdout, /secret/);
  const other = await mlflowBench(t);
  t.match(await run('export', 'mlflow', other.endpoint.url, '--json'), {
    exitCode: 0,
    stdout: /"runs":\s*1/,
  });
  t.match(await run('export', 'mlflow', other.endpoint.url, '--dry-run'), {
    exitCode: 0,
    stdout: /^would write 0 runs of 1 experiment into http:\/\/127.*\n1 run was there already\n$/,
  });
});

t.test('what is no server is told', async t => {
  const run = cli(temporaryRepository(t));
  t.match(await run('import', 'mlflow', './mlruns'), {
    exitCode: 2,
    stderr: /no address of an MLflow server/,
  });
  t.match(await run('export', 'mlflow', 'x'), { exitCode: 2 });
  t.match(await run('export', '--dry-run'), { exitCode: 2, stderr: /--dry-run goes with/ });
});

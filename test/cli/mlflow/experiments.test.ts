import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const mlflow = (...words: string[]) => run('mlflow', 'experiments', ...words);
const [, id = ''] = /with id (\S+)/.exec((await mlflow('create', '-n', 'digits')).stdout) ?? [];

t.test('one is shown by its id or its name, and not by both', async t => {
  const shown = await mlflow('get', '-x', id);
  t.match(shown, { exitCode: 0, stdout: `Experiment ID      : ${id}\nName               : digits\n` });
  t.same(await mlflow('get', '-n', 'digits'), shown);
  t.match(await mlflow('get', '-n', 'digits', '-x', id), { exitCode: 2, stderr: 'exactly one of' });
  t.match(await mlflow('get', '-x', id, '--output', 'yaml'), { exitCode: 2, stderr: 'table or json' });
});

t.test('a place for artifacts is passed over, and that is said', async t => {
  t.match(await mlflow('create', '-n', 'letters', '-l', 's3://bucket'), {
    exitCode: 0,
    stdout: "Created experiment 'letters' with id ",
    stderr: 'git-run: --artifact-location is passed over: artifacts are kept in Git\n',
  });
});

t.test('so many are listed as are asked for', async t => {
  t.equal((await mlflow('search', '--max-results', '1')).stdout.split('\n').length, 4);
  t.match(await mlflow('search', '--max-results', 'x'), { exitCode: 2 });
  t.match(await mlflow('search', '-v', 'none'), { exitCode: 1, stderr: 'active_only, deleted_only, all' });
});

t.test('a name that cannot be given is refused', async t => {
  t.match(await mlflow('create', '-n', 'Default'), { exitCode: 1, stderr: 'exists already' });
  t.match(await mlflow('rename', '-x', id, '--new-name', 'a:b'), { exitCode: 2 });
  t.match(await mlflow('rename', '-x', id, '--new-name', 'letters'), {
    exitCode: 1,
    stderr: 'exists already',
  });
});

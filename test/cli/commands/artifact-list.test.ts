import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run({ name: 'bare' }));
await bench.save(bench.run({ name: 'full' }), {
  files: storedFiles({
    'artifacts/model.pt': 'm'.repeat(1500),
    'artifacts/plots/loss.svg': 'l',
    'logs/000000.log': 'x',
  }),
});

t.test('the files of a run are listed, or those below a directory', async t => {
  t.match(
    (await run('artifact', 'list')).stdout,
    /^path {14}size {2}sha256\nmodel\.pt {8}1\.5 kB {2}[0-9a-f]{12}\nplots\/loss\.svg {5}1 B {2}[0-9a-f]{12}\n$/,
  );
  t.match((await run('artifact', 'list', 'full:plots/')).stdout, /^path .*\nplots\/loss\.svg .*\n$/);
  const { stdout } = await run('artifact', 'list', '-r', 'full', '-a', 'plots');
  t.match(stdout, /^path .*\nplots\/loss\.svg .*\n$/, "in MLflow's words");
  t.equal((await run('artifact', 'ls')).exitCode, 2, 'there is no such alias');
});

t.test('a program gets them as JSON', async t => {
  const { artifacts, version } = JSON.parse((await run('artifact', 'list', '@', '--json')).stdout);
  t.equal(version, 1);
  t.match(artifacts, [
    { path: 'model.pt', size: 1500, sha256: /^[0-9a-f]{64}$/ },
    { path: 'plots/loss.svg' },
  ]);
});

t.test('on a narrow terminal a path stays whole', async t => {
  const narrow = cli(bench.on, { terminal: { columns: 26, rows: 24 } });
  t.match((await narrow('artifact', 'list')).stdout, /plots\/loss\.svg +1 B\n/);
});

t.test('a run without any says so, and a path that is not there is an error', async t => {
  t.match(await run('artifact', 'list', 'bare'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: bare has no artifacts\n',
  });
  t.match(await run('artifact', 'list', 'full:plot'), {
    exitCode: 1,
    stderr: "git-run: run full has no artifact 'plot'\n",
  });
});

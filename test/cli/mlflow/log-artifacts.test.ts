import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run());
bench.on.write('model.pt', 'weights');
bench.on.write('plots/deep/a.svg', '<svg/>');
const log = (...words: string[]) => run('mlflow', 'artifacts', ...words);
const listed = async () => {
  const { artifacts } = JSON.parse((await run('artifact', 'list', '@', '--json')).stdout);
  return artifacts.map(({ path }: { path: string }) => path);
};

t.test('files are put where they are asked for', async t => {
  await log('log-artifact', '-l', 'model.pt', '-r', '@');
  await log('log-artifact', '-l', 'model.pt', '-r', '@', '-a', '/best/');
  await log('log-artifacts', '-l', 'plots', '-r', '@', '-a', 'figures');
  t.same(await listed(), ['best/model.pt', 'figures/deep/a.svg', 'model.pt']);
});

t.test('a directory of nothing adds nothing', async t => {
  mkdirSync(join(bench.on.path, 'empty'));
  const runs = () => bench.on.git('for-each-ref', 'refs/runs');
  const before = runs();
  t.match(await log('log-artifacts', '-l', 'empty', '-r', '@'), { exitCode: 0 });
  t.equal(runs(), before);
});

t.test('a path that leads elsewhere is refused, and so is what is not there', async t => {
  const elsewhere = await log('log-artifact', '-l', 'model.pt', '-r', '@', '-a', '../x');
  t.match(elsewhere, { exitCode: 1, stderr: "'../x/model.pt' cannot be kept" });
  t.match(await log('log-artifact', '-l', 'gone', '-r', '@'), { exitCode: 1, stderr: "no file 'gone'" });
  t.match(await log('log-artifacts', '-l', 'gone', '-r', '@'), {
    exitCode: 1,
    stderr: "no directory 'gone'",
  });
});

t.test('a script that is recorded adds to its own run', async t => {
  const kept = join(bench.on.path, 'kept');
  const inside = cli(bench.on, { env: { GIT_RUN_ID: 'mine', GIT_RUN_ARTIFACTS: kept } });
  t.match(await inside('mlflow', 'artifacts', 'log-artifact', '-l', 'model.pt', '-r', 'mine', '-a', 'x'), {
    exitCode: 0,
  });
  t.equal(readFileSync(join(kept, 'x/model.pt'), 'utf8'), 'weights');
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { metricDirections } from '../../src/cli/directions.ts';
import { cli, worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
for (const score of [3, 1, 2]) {
  const summary = { last: score, min: score, max: score + 10, count: 2, step: 1 };
  await bench.save(bench.run({ name: `scored-${score}`, metrics: { score: summary } }));
}
const declare = (text: string) => writeFileSync(join(bench.on.path, 'git-run.yaml'), text);
const run = cli(bench.on);

t.test('lists put the best first by what git-run.yaml declares', async t => {
  const best = async () => {
    const { stdout } = await run(
      'log',
      '--sort',
      'metrics.score',
      '--columns',
      'name,metrics.score.best',
      '--csv',
    );
    return stdout.split('\r\n')[1];
  };
  t.equal(await best(), 'scored-3,13');
  declare('directions: {score: min}\n');
  t.equal(await best(), 'scored-1,1');
  const { stdout } = await run('log', '--best', 'metrics.score', '--columns', 'name', '--csv');
  t.equal(stdout, 'name\r\nscored-1\r\n');
  const filtered = await run(
    'log',
    '--filter',
    'metrics.score.best < 3',
    '--sort',
    'name',
    '--columns',
    'name',
    '--csv',
  );
  t.equal(filtered.stdout, 'name\r\nscored-1\r\nscored-2\r\n');
});

t.test('a file that cannot be read is named, and keeps nobody from looking', async t => {
  declare('directions: {score: up}\n');
  const { stdout, stderr, exitCode } = await run('log', '--sort', 'metrics.score', '--oneline');
  t.equal(exitCode, 0);
  t.match(stdout, /scored-3/);
  t.match(stderr, /git-run\.yaml:1.*min or max.*ordered by their names/);
});

t.test('which is said once, whatever it is asked for', async t => {
  declare('directions: {score: up}\n');
  const asking = ['--sort', 'metrics.score', '--columns', 'metrics.score', '--filter', 'metrics.score > 0'];
  const { stderr, exitCode } = await run('log', ...asking);
  t.equal(exitCode, 0);
  t.equal(stderr.match(/ordered by their names/g)?.length, 1);
});

t.test('of a remote nothing is declared', async t => {
  declare('directions: {score: min}\n');
  const { world } = worldOf(bench.on);
  const context = createContext(world);
  t.teardown(() => context.close());
  t.same(await metricDirections(context), { score: 'min' });
  t.same(await metricDirections({ ...context, remote: 'https://example.com/x' }), {});
});

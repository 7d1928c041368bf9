import t from 'tap';
import { cli } from '../../support/cli.ts';
import { removalBench } from '../../support/removal-bench.ts';

const bench = await removalBench(t);
await bench.stored({ 'artifacts/a': 'x'.repeat(5000) }, { run: { name: 'heavy' } });
await bench.stored({}, { run: { name: 'light' } });
const run = cli(bench.on);

t.test('runs are weighed, the heaviest first', async t => {
  const { exitCode, stdout, stderr } = await run('du');
  t.match({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  const [head, first, second, sum, disk] = stdout.split('\n');
  t.match(head, /^id +name +artifacts .* total$/);
  t.match(first, /^\w{8} +heavy +5\.0 kB/);
  t.match(second, /^\w{8} +light +-/);
  t.match(sum, /^2 runs: [\d.]+ kB of content$/);
  t.match(disk, /^on disk: /);
});

t.test('some of them, by experiment, as JSON', async t => {
  t.match((await run('du', 'light')).stdout, /light.*\n1 run: /);
  t.match(JSON.parse((await run('du', '--by', 'experiment', '--json')).stdout), {
    version: 1,
    by: 'experiment',
    rows: [{ name: 'digits', runs: 2, content: { artifacts: 5000 } }],
  });
  t.match(
    (await run('du', '--by', 'file', '-n', '1')).stdout,
    /^file +of +runs +size\nartifacts\/a +artifacts +1 +5\.0 kB\n/,
  );
  t.match((await run('du', '-n', '1')).stdout, 'and 1 lighter');
  t.match(await run('du', '--by', 'size'), { exitCode: 2 });
  t.match(await run('du', '-n', 'x'), { exitCode: 2 });
});

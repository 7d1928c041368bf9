import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run({ name: 'otter' }));

t.test('a run goes by its new name, and by the old one no more', async t => {
  t.match(await run('rename', '@', 'best so far'), {
    exitCode: 0,
    stderr: 'git-run: renamed otter to best so far\n',
  });
  t.match((await run('show', 'best so far')).stdout, /^best so far {2}finished\n/);
  t.equal((await run('show', 'otter')).exitCode, 1);
});

t.test('what would be read as something else is no name', async t => {
  for (const name of ['@x', '', 'a:b', 'a\nb'])
    t.match(await run('rename', '@', name), { exitCode: 2, stderr: 'git-run: a name cannot' }, name);
});

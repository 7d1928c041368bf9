import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

t.test('a run that is taken out of the trash is listed again', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  await bench.save(bench.run({ name: 'one' }));
  await run('rm', '@');
  t.match((await run('log', '--trashed', '--oneline')).stdout, / one /);
  t.match(await run('restore', 'one'), { exitCode: 0, stdout: '', stderr: 'git-run: restored one\n' });
  t.match(await run('log', '--trashed'), { stdout: '' });
  t.match((await run('log', '--oneline')).stdout, / one /);
});

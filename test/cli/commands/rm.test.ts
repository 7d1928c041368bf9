import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

t.test('runs are put into the trash, and how they come out of it is said', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  const one = bench.run({ name: 'one' });
  await bench.save(one);
  await bench.save(bench.run({ name: 'two' }));
  const back = `git run restore ${one.id.slice(-8)}`;
  t.match(await run('rm', 'one', 'two'), {
    exitCode: 0,
    stdout: '',
    stderr: new RegExp(
      `^git-run: put one into the trash; ${back} takes it out\ngit-run: put two into the trash; .*\n$`,
    ),
  });
  t.match(await run('log'), { stdout: '', stderr: 'git-run: no run fits\n' });
  t.match((await run('show', 'one')).stdout, /^one {2}finished {2}in the trash\n/);
  t.equal((await run(...back.split(' ').slice(2))).exitCode, 0, 'the command that was said does it');
  t.match((await run('log', '--oneline')).stdout, / one /);
});

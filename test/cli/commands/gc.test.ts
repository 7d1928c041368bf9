import t from 'tap';
import { cli } from '../../support/cli.ts';
import { DAY, removalBench } from '../../support/removal-bench.ts';
import { NOW } from '../../support/run-rows.ts';

t.test('the trash is emptied when its time has come, or sooner where that is said', async t => {
  const bench = await removalBench(t);
  const { on, stored, trash } = bench;
  await trash((await stored({}, { run: { name: 'otter' } })).id);
  const run = cli(on, { now: () => NOW + DAY });
  t.match(await run('gc'), {
    exitCode: 0,
    stdout: 'deleted 0 runs from the trash\n1 run in the trash waits',
  });
  t.match(await run('gc', '--older-than', 'soon'), { exitCode: 2, stderr: /no age 'soon'/ });
  t.match(JSON.parse((await run('gc', '--json', '-n', '--older-than', '12h')).stdout), {
    version: 1,
    dryRun: true,
    deleted: [{ name: 'otter' }],
  });
  on.git('config', 'run.trashAge', '12h');
  const { stdout } = await run('gc', '--now');
  t.match(stdout, /^deleted 1 run from the trash\n {2}otter \(\w{8}\)\nfreed [\d.]+ k?B \(\d+ objects\)\n$/);
  t.same(bench.refs('refs/runs/0*'), []);
  t.match(await run('log', '--trashed'), { stdout: '' });
  t.match(await run('fsck'), { exitCode: 0, stdout: '0 runs whole\n', stderr: '' });
});

t.test('without the git program it refuses, and says what to do', async t => {
  const { on } = await removalBench(t);
  const { exitCode, stderr } = await cli(on, { env: { GIT_RUN_ENGINE: 'embedded' } })('gc');
  t.equal(exitCode, 1);
  t.match(stderr, /not possible without the git program: .*\n {2}install git/);
});

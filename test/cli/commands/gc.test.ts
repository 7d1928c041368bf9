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

t.test('where there are many runs they are folded, and everything is as it was', async t => {
  const bench = await removalBench(t);
  const { on, stored } = bench;
  for (const name of ['one', 'two', 'three']) await stored({ 'artifacts/a': name }, { run: { name } });
  const run = cli(on, { now: () => NOW + DAY });
  const answers = async () =>
    Promise.all(
      [['log'], ['log', '--filter', 'metrics.acc > 0'], ['show', 'two'], ['show', '@'], ['du'], ['fsck']].map(
        async words => (await run(...words)).stdout.replace(/^on disk: .*$/m, ''),
      ),
    );
  const before = await answers();
  t.notMatch((await run('gc')).stdout, 'fold', 'three are few');
  on.git('config', 'run.foldAfter', '2');
  t.match(JSON.parse((await run('gc', '-n', '--json')).stdout), { folded: 3 });
  t.match((await run('gc')).stdout, /^folded 3 runs into the ledger$/m);
  t.same(bench.refs('refs/runs/0*'), []);
  t.same(await answers(), before);
  t.match(await run('tag', 'two', 'a=b'), { exitCode: 0 });
  t.match(await run('log', '--filter', 'tags.a = b', '--json'), { stdout: /"name": "two"/ });
  t.equal(bench.refs('refs/runs/0*').length, 1);
});

t.test('in the background it folds, and says nothing', async t => {
  const bench = await removalBench(t, { config: { 'run.foldAfter': '1' } });
  const { on, stored, trash } = bench;
  await trash((await stored({})).id);
  for (const _ of [1, 2]) await stored({});
  const run = cli(on, { now: () => NOW + 100 * DAY });
  t.match(await run('gc', '--auto'), { exitCode: 0, stdout: '', stderr: '' });
  t.equal(bench.refs('refs/runs/0*').length, 1, 'nothing is deleted');
});

t.test('without the git program it refuses, and says what to do', async t => {
  const { on } = await removalBench(t);
  const { exitCode, stderr } = await cli(on, { env: { GIT_RUN_ENGINE: 'embedded' } })('gc');
  t.equal(exitCode, 1);
  t.match(stderr, /not possible without the git program: .*\n {2}install git/);
});

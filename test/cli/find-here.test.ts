import { renameSync } from 'node:fs';
import t from 'tap';
import { type Clone, team } from '../support/clones.ts';
import { storedFiles } from '../support/stored-files.ts';
import { gitIn } from '../support/temporary-repository.ts';

const MODEL = 'x'.repeat(100_000);

/** A run with a large artifact, folded there or not, of which a clone only knows. */
async function knowing(t: Parameters<typeof team>[0], { folded = false } = {}) {
  const { clones, there, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  gitIn(there, env, ['config', 'uploadpack.allowFilter', 'true']);
  const files = storedFiles({ 'artifacts/model.bin': MODEL });
  const run = await here.save({ name: 'otter' }, { contents: { files }, sources: { 'train.py': 'pass\n' } });
  await here.push();
  if (folded) await here.fold();
  const { exitCode } = await other.run('fetch', '--metadata-only');
  return { other, run, there, exitCode };
}

for (const folded of [false, true]) {
  const kind = folded ? 'folded' : 'single';
  t.test(`a ${kind} run that is only known of is listed, shown and read as if it were here`, async t => {
    const { other, exitCode } = await knowing(t, { folded });
    t.equal(exitCode, 0);
    t.match(await other.run('log'), { exitCode: 0, stdout: /otter/ });
    t.match(await other.run('log', '--filter', 'name = otter'), { stdout: /otter/ });
    t.match(await other.run('show', 'otter'), { exitCode: 0, stdout: /model\.bin/ });
    t.match(await other.run('show', '@'), { exitCode: 0, stdout: /^otter/ });
    t.equal((await other.run('artifact', 'cat', 'otter:model.bin')).stdout.length, MODEL.length);
    t.match(await other.run('diff', 'otter', '@'), { exitCode: 0 });
    t.same(other.refs(), [], 'nothing of it is in the user’s own repository');
    t.equal(other.git('fsck', '--strict', '--no-dangling'), '');
  });

  t.test(`a ${kind} run that is only known of is brought for what needs all of it`, async t => {
    const { other, run } = await knowing(t, { folded });
    t.match(await other.run('tag', 'otter', 'best=1'), {
      exitCode: 0,
      stderr: 'git-run: brought otter from origin\ngit-run: tagged otter\n',
    });
    t.match(other.refs(), [new RegExp(`refs/runs/${run.id}$`)]);
    t.match(await other.run('checkout', '@', '--path', `${other.path}-out`), { exitCode: 0 });
    t.match(await other.run('log'), { stdout: /best=1/ });
    t.equal(other.git('fsck', '--strict', '--no-dangling'), '');
    t.notMatch((await other.run('checkout', '@', '--path', `${other.path}-two`)).stderr, /brought/);
  });
}

t.test(
  'without the remote, lists are as they were, and what has to be brought says why it is not',
  async t => {
    const { other, there } = await knowing(t, { folded: true });
    renameSync(there, `${there}.away`);
    t.match(await other.run('log'), { exitCode: 0, stdout: /otter/, stderr: '' });
    t.match(await other.run('tag', 'otter', 'best=1'), {
      exitCode: 1,
      stderr: /^git-run: origin: there is no repository\n/,
    });
    renameSync(`${there}.away`, there);
    gitIn(there, other.env, ['update-ref', '-d', 'refs/heads/main']);
    t.match(await other.run('tag', 'otter', 'best=1'), { exitCode: 0 });
  },
);

t.test('what the remote has no more is said to be so', async t => {
  const { other, there, run } = await knowing(t);
  gitIn(there, other.env, ['update-ref', '-d', `refs/runs/${run.id}`]);
  t.match(await other.run('tag', 'otter', 'best=1'), {
    exitCode: 1,
    stderr: `git-run: run ${run.id} is not here, and the remote that told of it has none\n  git run fetch --metadata-only looks again\n`,
  });
});

t.test('a push sends what is here, and says what is left out', async t => {
  const { other } = await knowing(t);
  await other.save({ name: 'own' });
  t.match(await other.run('push', '--filter', 'status = finished'), {
    exitCode: 0,
    stdout: /^pushed 1 run to origin/,
    stderr: /1 run left out that is not here: git run fetch\n/,
  });
});

t.test('of its signature nobody can say anything before it is here', async t => {
  const { other } = await knowing(t);
  t.match(await other.run('log', '--columns', 'name,signature'), { stdout: /^name +signature\notter *\n/ });
  t.match(await other.run('verify-signature', 'otter'), { stdout: /^otter \(.*\): not signed/ });
});

t.test('an experiment that is only known of is listed, and is brought before it is changed', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.experiment('words and more');
  await here.push();
  await other.run('fetch', '--metadata-only');
  t.match(await other.run('experiment', 'list'), { exitCode: 0, stdout: /words and more/ });
  t.match(await other.run('experiment', 'rename', 'words and more', 'words'), {
    exitCode: 2,
    stderr:
      "git-run: experiment 'words and more' is not here, it is only known of\n  git run fetch -e 'words and more'\n",
  });
  t.match(await other.run('fetch', '-e', 'words and more'), { exitCode: 0 });
  t.match(await other.run('experiment', 'rename', 'words and more', 'words'), { exitCode: 0 });
});

t.test('purge leaves nothing of what was known', async t => {
  const { other } = await knowing(t);
  await other.run('purge', 'otter', '--path', 'model.bin', '--yes');
  t.same(await other.repository.sides?.seen(), []);
});

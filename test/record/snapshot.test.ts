import t from 'tap';
import { recover } from '../../src/record/recover.ts';
import { takeSnapshot } from '../../src/record/snapshot.ts';
import { snapshotRef } from '../../src/run/run-ref.ts';
import { type Opened, openedRepository, settingsIn } from '../support/recorded-run.ts';
import { snapshotOf } from '../support/temporary-repository.ts';

async function take(opened: Opened) {
  const { repository, env } = opened;
  return takeSnapshot({ repository, settings: await settingsIn(opened), env, now: Date.now() });
}

t.test('the source of now is kept, through recover and gc, and nothing else changes', async t => {
  const opened = await openedRepository(t, { files: { a: '1' } });
  const { path, env, git, write, repository } = opened;
  write('a', '2');
  write('new', '3');
  const before = snapshotOf(path);
  const { commit } = await take(opened);
  t.same(snapshotOf(path), before);
  await recover({ repository, env, now: Date.now() });
  git('gc', '-q', '--prune=now');
  t.equal(git('show', `${commit}:a`), '2');
  t.equal(git('show', `${commit}:new`), '3');
  t.equal(
    git('for-each-ref', '--format=%(refname)', 'refs/run-snapshots/', 'refs/run-live/'),
    snapshotRef(commit),
  );
});

t.test('of a clean tree it is HEAD, as often as it is asked for', async t => {
  const opened = await openedRepository(t, { files: { a: '1' } });
  const head = opened.git('rev-parse', 'HEAD');
  t.equal((await take(opened)).commit, head);
  t.equal((await take(opened)).commit, head);
  t.equal(
    opened.git('for-each-ref', '--format=%(refname)', 'refs/run-snapshots/', 'refs/run-live/'),
    snapshotRef(head),
  );
});

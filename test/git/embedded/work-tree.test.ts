import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { entriesOf } from '../../../src/git/embedded/work-tree.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('while git holds the index, HEAD is not moved, and nothing is changed', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1' } });
  const head = git('rev-parse', 'HEAD');
  const { worktree } = await openEmbedded(path, env);
  writeFileSync(join(path, '.git/index.lock'), '');
  const before = snapshotOf(path);
  await t.rejects(worktree.detach(head, head), { code: 'locked' });
  t.same(snapshotOf(path), before);
});

t.test('an unfinished merge is not written over', async t => {
  const { path, env, git, write } = temporaryRepository(t, { files: { a: '1' } });
  git('checkout', '-q', '-b', 'other');
  write('a', '2');
  git('commit', '-q', '-a', '-m', 'theirs');
  git('checkout', '-q', 'main');
  write('a', '3');
  git('commit', '-q', '-a', '-m', 'ours');
  t.throws(() => git('merge', '-q', 'other'));
  const head = git('rev-parse', 'HEAD');
  const { worktree } = await openEmbedded(path, env);
  await t.rejects(worktree.detach(head, head), {
    code: 'engine-limit',
    data: { remedy: /finish the merge/ },
  });
  t.match(git('status', '--porcelain'), 'UU a');
});

t.test('an index keeps what is known of files that stay the same', async t => {
  const { path, git } = temporaryRepository(t, { files: { 'a/x': '1', 'a.b/c': '2', 'a-': '3', ab: '4' } });
  const store = objectStore(join(path, '.git'));
  const entries = await entriesOf(store, git('rev-parse', 'HEAD'), []);
  t.equal(entries.map(({ path }) => path).join('\n'), git('ls-files'));
  const known = entries.map(entry => ({ ...entry, assumeValid: true }));
  t.same(await entriesOf(store, git('rev-parse', 'HEAD'), known), known);
});

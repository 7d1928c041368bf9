import { join } from 'node:path';
import t from 'tap';
import { isAncestor, newestShared } from '../../../src/git/embedded/ancestry.ts';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('ancestors are told from others, whatever the clocks say', async t => {
  const { path, env, git } = temporaryRepository(t);
  const store = objectStore(join(path, '.git'));
  const commit = (seconds: number, ...parents: string[]) =>
    gitIn(path, { ...env, GIT_COMMITTER_DATE: `@${seconds} +0000` }, [
      ...['commit-tree', '-m', `${seconds}`, ...parents.flatMap(parent => ['-p', parent])],
      git('rev-parse', 'HEAD^{tree}'),
    ]);
  const root = commit(2e9);
  const [left, right] = [commit(1000, root), commit(1e9, root)];
  const merge = commit(500, left, right);
  for (const old of [root, left, right, merge]) t.ok(await isAncestor(store, old, merge));
  for (const other of [merge, right]) t.notOk(await isAncestor(store, other, left));
  t.equal(await newestShared(store, merge, [root]), root);
  t.equal(await newestShared(store, merge, [right]), root, 'only first parents');
  t.equal(await newestShared(store, merge, [left, right]), left);
  t.equal(await newestShared(store, merge, [merge]), merge);
  t.equal(await newestShared(store, merge, [commit(7)]), undefined);
  t.equal(await newestShared(store, merge, []), undefined);
  t.equal(await newestShared(store, merge, ['1'.repeat(40)]), undefined, 'a branch whose commit is gone');
});

/** Commits that are made through the door to Git. */
import { openRepository } from '../../src/git/open.ts';
import type { Change, NewCommit } from '../../src/git/repository.ts';
import { type RepositoryOptions, type Teardown, temporaryRepository } from './temporary-repository.ts';

/** Paths that Git's formats quote, or could take for something else. */
export const ODD_PATHS = [
  'a b',
  'deep/er/file',
  '"quoted"',
  'back\\slash',
  'line\nbreak',
  'tab\t',
  'ünïcode',
  '\ufeffmark',
];

/** Not every file system takes bytes that are no UTF-8, but a tree does. */
export const ODD_TREE_PATHS = [...ODD_PATHS, 'a\udcffb'];

/** A commit without a parent, on a ref of its own. */
export function newCommit(changes: readonly Change[], more: Partial<NewCommit> = {}): NewCommit {
  return {
    ref: 'refs/runs/x',
    changes,
    author: { name: 'Ada', email: 'ada@example.com' },
    time: 1767323045,
    message: 'a run\n',
    ...more,
  };
}

/** A temporary repository with the door to its objects and refs, closed at the test's end. */
export async function openedObjects(t: Teardown, options: RepositoryOptions = {}) {
  const on = temporaryRepository(t, options);
  const { objects, refs, close } = await openRepository(on.path, on.env);
  t.teardown(close);
  return { ...on, objects, refs };
}

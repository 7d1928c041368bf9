/** Objects without the git program. */
import { join } from 'node:path';
import { CorruptRecordError } from '../../run/errors.ts';
import { pathToBytes } from '../../run/path.ts';
import { RefConflictError, SigningError } from '../../run/repository-errors.ts';
import { limitListing, MOST_LISTED, MOST_READ } from '../limits.ts';
import type { CommitIds, NewCommit, Objects, TreeEntry } from '../repository.ts';
import { isAncestor } from './ancestry.ts';
import { fromByteString, toByteString } from './byte-string.ts';
import { formatCommit, parseCommit } from './commit.ts';
import type { ObjectStore } from './object-store.ts';
import { type RefUpdates, updateRefs } from './ref-update.ts';
import type { Revisions } from './revision.ts';
import { editTree, flatten, GITLINK } from './tree.ts';

export interface ObjectsPlace {
  readonly store: ObjectStore;
  readonly revisions: Revisions;
  readonly updates: RefUpdates;
  /** Paths of files to be stored are relative to it. */
  readonly top: string;
}

export function embeddedObjects({ store, revisions, updates, top }: ObjectsPlace): Objects {
  return {
    async read(names, most = MOST_READ) {
      const found: Awaited<ReturnType<Objects['read']>> = [];
      for (const name of names) {
        const head = name.includes('\n') ? undefined : await revisions.find(name);
        found.push(head !== undefined && head.size <= most ? await store.get(head.oid) : undefined);
      }
      return found;
    },
    async heads(names) {
      const found: Awaited<ReturnType<Objects['heads']>> = [];
      for (const name of names) found.push(name.includes('\n') ? undefined : await revisions.find(name));
      return found;
    },
    async here(ids) {
      const found: string[] = [];
      for (const id of ids) if ((await revisions.find(id)) !== undefined) found.push(id);
      return found;
    },
    stream: oid => store.stream(oid),
    files: (treeish, under, most = MOST_LISTED) => listFiles({ store, revisions }, { treeish, under, most }),
    async store(paths) {
      const ids: (string | undefined)[] = [];
      for (const path of paths)
        ids.push(await store.putFile(pathToBytes(path.startsWith('/') ? path : join(top, path))));
      return ids;
    },
    async commit(commits) {
      if (commits.some(({ sign }) => sign !== undefined)) throw new SigningError('there is no git program');
      const ids: CommitIds[] = [];
      for (const commit of commits) ids.push(await makeCommit(store, commit));
      // All objects are there before any ref is moved.
      for (const [index, { ref }] of commits.entries())
        await forward(store, updates, ref, ids[index] as CommitIds);
      return ids;
    },
  };
}

interface Listing {
  readonly treeish: string;
  readonly under: string | undefined;
  readonly most: number;
}

async function listFiles(
  { store, revisions }: Pick<ObjectsPlace, 'store' | 'revisions'>,
  { treeish, under, most }: Listing,
): Promise<TreeEntry[]> {
  const tree = await revisions.peel(treeish, 'tree');
  if (tree === undefined) throw new CorruptRecordError(`'${treeish}'`, 'there is no such tree');
  const wanted = under === undefined ? undefined : toByteString(under).replace(/\/+$/, '');
  const entries: TreeEntry[] = [];
  let bytes = 0;
  for await (const { path, mode, oid } of flatten(store, tree, '', wanted)) {
    const isCommit = mode === GITLINK;
    const size = isCommit ? 0 : (store.head(oid)?.size ?? 0);
    entries.push({ path: fromByteString(path), mode, type: isCommit ? 'commit' : 'blob', oid, size });
    bytes += path.length;
    limitListing(treeish, most, { files: entries.length, bytes });
  }
  return entries;
}

async function makeCommit(store: ObjectStore, commit: NewCommit): Promise<CommitIds> {
  const { parent, base, changes } = commit;
  const parentTree = parent === undefined ? undefined : parseCommit(await store.need(parent, 'commit')).tree;
  for (const change of changes) {
    const isThere = !('oid' in change) || change.mode === GITLINK || (await store.has(change.oid));
    if (!isThere) throw new CorruptRecordError(`object ${change.oid}`, 'it is missing');
  }
  const tree = await editTree(store, base === 'empty' ? undefined : (base ?? parentTree), changes);
  return { commit: await store.put('commit', formatCommit(tree, commit)), tree };
}

/** Moves a ref to a commit that follows where it is. Throws RefConflictError. */
async function forward(
  store: ObjectStore,
  updates: RefUpdates,
  name: string,
  { commit }: CommitIds,
): Promise<void> {
  const from = updates.refs.raw(name);
  if (from === commit) return;
  if (from !== undefined && !(await isAncestor(store, from, commit))) throw new RefConflictError(name);
  await updateRefs(updates, [{ name, to: commit, ...(from === undefined ? {} : { from }) }]);
}

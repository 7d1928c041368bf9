/**
 * The engine for machines with no git program. isomorphic-git reads packs; refs, the index and everything that writes
 * are done here, with Git's locks, syncs and renames, which it does not know. See `gate.ts` for where it refuses.
 */
import { join } from 'node:path';
import { GitRunError } from '../../run/errors.ts';
import { BareRepositoryError, EngineLimitError } from '../../run/repository-errors.ts';
import { type DurableNames, durableNames } from '../durable-names.ts';
import { elsewhere, onlyAt } from '../elsewhere.ts';
import { openContents } from '../lfs/contents.ts';
import type { Repository, WorkTree } from '../repository.ts';
import type { Space } from '../space.ts';
import { readConfig } from './config.ts';
import { passGate } from './gate.ts';
import { embeddedLinkedWorkTrees } from './linked-work-trees.ts';
import { type ObjectStore, objectStore } from './object-store.ts';
import { embeddedObjects } from './objects.ts';
import { findPlace } from './place.ts';
import { refStore } from './ref-store.ts';
import { openReflog } from './reflog.ts';
import { embeddedRefs } from './refs.ts';
import { revisions } from './revision.ts';
import { embeddedSignatures } from './signatures.ts';
import { embeddedWorkTree, isPublished } from './work-tree.ts';

/** Opens the repository a directory is in. Throws NotARepositoryError, EngineLimitError. */
export async function openEmbedded(cwd: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const found = findPlace(cwd, env);
  passGate(found, env);
  const { place } = found;
  const { gitDir, workTree } = place;
  const refs = refStore(gitDir);
  const branch = refs.raw('HEAD')?.match(/^ref: refs\/heads\/(.+)/)?.[1];
  const config = readConfig({ gitDir, branch, env });
  const names = durableNames(gitDir);
  const store = noting(objectStore(gitDir), names);
  const reflog = openReflog(gitDir, config, env, workTree === undefined);
  const named = revisions(store, refs);
  const updates = { gitDir, refs, reflog, has: store.has, names };
  const objects = embeddedObjects({ store, revisions: named, updates, top: workTree ?? gitDir });
  return {
    place,
    config,
    objects,
    contents: openContents(place, config),
    refs: embeddedRefs(updates, named),
    worktree:
      workTree === undefined
        ? { ...noWorkTree(gitDir), isPublished: commit => isPublished({ refs, store }, commit) }
        : embeddedWorkTree({
            place: { ...place, workTree },
            config,
            env,
            store,
            refs,
            reflog,
            submoduleDiffers: (path, commit, ownOnly) =>
              submoduleDiffers(join(workTree, path), { commit, ownOnly, env }),
          }),
    worktrees: embeddedLinkedWorkTrees(gitDir, store),
    signatures: embeddedSignatures(objects, place),
    open: async directory => onlyAt(directory, await openEmbedded(directory, elsewhere(env))),
    space: noSpace,
    sync: () => names.sync(),
    // Packs and packed refs are Git's to make: the next git that comes by does.
    tidy: () => {},
    close: async () => {},
  };
}

/** To remove the right objects takes all of Git's knowledge of what may hold one. */
const refuseSpace = async (): Promise<never> => {
  throw new EngineLimitError(
    'what else holds an object cannot be told for certain',
    'install git, or do it where there is one',
  );
};
const noSpace: Space = {
  sizes: refuseSpace,
  usage: refuseSpace,
  holder: refuseSpace,
  release: refuseSpace,
  alone: refuseSpace,
};
/** A store that has the names of its new objects synced. */
function noting(store: ObjectStore, names: DurableNames): ObjectStore {
  const noted = <T extends string | undefined>(oid: T): T => {
    names.wroteObjects([oid]);
    return oid;
  };
  return {
    ...store,
    put: async (type, content) => noted(await store.put(type, content)),
    putFile: async path => noted(await store.putFile(path)),
  };
}

function noWorkTree(gitDir: string): WorkTree {
  const refuse = async (): Promise<never> => {
    throw new BareRepositoryError(gitDir);
  };
  return {
    status: refuse,
    present: refuse,
    marks: refuse,
    convertible: refuse,
    storeFiltered: refuse,
    matching: refuse,
    allIgnored: refuse,
    ignored: refuse,
    tracked: refuse,
    publishedAncestor: refuse,
    isPublished: refuse,
    detach: refuse,
  };
}

interface Compared {
  /** Which the index has of it. */
  readonly commit: string;
  readonly ownOnly: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** A submodule is a repository like any other; one that cannot be looked into counts as changed. */
async function submoduleDiffers(directory: string, { commit, ownOnly, env }: Compared): Promise<boolean> {
  try {
    const inner = await openEmbedded(directory, elsewhere(env));
    // Nothing is checked out there, and the search went on to the repository around it.
    if (inner.place.workTree !== directory) return false;
    if (ownOnly) return (await inner.refs.resolve('HEAD')) !== commit;
    const { head, entries } = await inner.worktree.status();
    return head !== commit || entries.length > 0;
  } catch (error) {
    // As Git: whoever asks for the commit alone is not told that it cannot be had.
    if (ownOnly && error instanceof GitRunError) return false;
    if (error instanceof EngineLimitError) return true;
    if (error instanceof GitRunError && error.code === 'not-a-repository') return false;
    throw error;
  }
}

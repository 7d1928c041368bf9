/**
 * The door to Git, as the rest of the house sees it: small interfaces, each asked for by those who need it.
 * `git` knows refs and objects, and nothing of what is inside a run.
 */
import type { Contents } from './lfs/contents.ts';
import type { LargeFiles } from './lfs/large-files.ts';
import type { LinkedWorkTrees } from './linked-work-trees.ts';
import type { Remotes } from './remotes.ts';
import type { Sides } from './side.ts';
import type { Signatures, Signing } from './signing.ts';
import type { Space } from './space.ts';
import type { TreeDiffs } from './tree-diff.ts';
import type { ConvertibleFile, Marks, PresentFile } from './work-tree-files.ts';

/** Where a repository is and what kind it is: told once, at the start, by Git itself. All paths are absolute. */
export interface Place {
  /** This work tree's own Git directory. */
  readonly gitDir: string;
  /** The Git directory that linked worktrees share; refs and objects are here. */
  readonly commonDir: string;
  /** Absent in a bare repository. */
  readonly workTree?: string;
  /** From the top of the work tree to the working directory, with a final `/`; empty at the top. */
  readonly prefix: string;
  readonly objectFormat: string;
  readonly shallow: boolean;
}

export interface GitObject {
  readonly oid: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer;
}

/** An object without its content. */
export interface ObjectHead {
  readonly oid: string;
  readonly type: GitObject['type'];
  /** Bytes of its content. */
  readonly size: number;
  /** Bytes it takes where it is stored, as a difference to another object maybe; absent where the engine cannot tell. */
  readonly stored?: number;
}

/** A file of a tree. */
export interface TreeEntry {
  readonly path: string;
  /** Six octal digits, as Git prints them. */
  readonly mode: string;
  readonly type: 'blob' | 'commit';
  readonly oid: string;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
}

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** One change of a new commit's tree. */
export type Change =
  | { readonly path: string; readonly mode: FileMode; readonly content: string | Uint8Array }
  | { readonly path: string; readonly mode: FileMode; readonly oid: string }
  | { readonly path: string; readonly deleted: true };

export type FileMode = '100644' | '100755' | '120000' | '160000';

/** A commit to be made, and the ref that is moved to it: forwards only. */
export interface NewCommit {
  readonly ref: string;
  readonly parent?: string;
  /** Further parents, where there is a first. */
  readonly merged?: readonly string[];
  /** The tree the changes are made to, an id or `empty`; the parent's own where absent, empty where there is no parent. */
  readonly base?: string;
  readonly changes: readonly Change[];
  readonly author: Identity;
  /** Seconds since 1970. */
  readonly time: number;
  readonly message: string;
  /** Signed by the committer's key, as Git signs; not at all where absent. */
  readonly sign?: Signing;
}

export interface CommitIds {
  readonly commit: string;
  readonly tree: string;
}

export interface Objects {
  /**
   * Reads objects by id or by `<id>:<fixed path>`, in the order asked for; undefined where there is none, or where it
   * has more bytes than `most` (MOST_READ): `heads` tells one from the other.
   */
  read(names: readonly string[], most?: number): Promise<(GitObject | undefined)[]>;
  /** What objects are and how large, by names as of `read`; nothing is unpacked. */
  heads(names: readonly string[]): Promise<(ObjectHead | undefined)[]>;
  /**
   * Of ids those whose objects are here. In a partial clone nothing is fetched to find out, as `heads` does, and only
   * commits are found: of a tag its own.
   */
  here(ids: readonly string[]): Promise<string[]>;
  /** Streams a blob of any size. */
  stream(oid: string): AsyncIterable<Buffer>;
  /** All files below a tree-ish, recursively. Throws TooLargeError where there are more than `most` (MOST_LISTED). */
  files(treeish: string, under?: string, most?: number): Promise<TreeEntry[]>;
  /** Stores files of any size byte for byte, streamed; returns their ids in order, undefined for one that cannot be read. */
  store(paths: readonly string[]): Promise<(string | undefined)[]>;
  /**
   * Makes commits in one stream and moves their refs, all durable when it returns.
   * Throws RefConflictError where a ref has moved elsewhere meanwhile, LockedError where it cannot be moved at all;
   * SigningError where one is to be signed and cannot be: then its ref is where it was.
   */
  commit(commits: readonly NewCommit[]): Promise<CommitIds[]>;
}

export interface Ref {
  readonly name: string;
  readonly oid: string;
}

/** A ref's compare-and-swap. A create names no old value, a delete no new one; with neither, what may be there is deleted. */
export interface RefChange {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

export interface Refs {
  /** Refs by pattern as of `git for-each-ref`, by name; `newest` lists backwards and stops at `count`. */
  list(
    patterns: readonly string[],
    how?: { readonly newest?: boolean; readonly count?: number },
  ): Promise<Ref[]>;
  /** Resolves any revision expression to a commit id; undefined where there is none. */
  resolve(revision: string): Promise<string | undefined>;
  /** The commits that some reach and others do not, by their ids; all are ids of commits that are there. */
  between(bases: readonly string[], heads: readonly string[]): Promise<string[]>;
  /** All or nothing. Throws RefConflictError, LockedError. */
  update(changes: readonly RefChange[]): Promise<void>;
}

/** A file that differs from HEAD. */
export interface StatusEntry {
  readonly path: string;
  readonly kind: 'tracked' | 'untracked' | 'unmerged' | 'submodule' | 'nested-repository';
  /** Not in the work tree any more. */
  readonly deleted: boolean;
  /** Whether HEAD has it. */
  readonly inHead: boolean;
}

export interface Status {
  /** Absent before the first commit. */
  readonly head?: string;
  /** Absent on a detached HEAD. */
  readonly branch?: string;
  readonly entries: readonly StatusEntry[];
}

export interface WorkTree {
  /**
   * What differs from HEAD, untracked files one by one. Takes no lock and refreshes nothing. With `ownOnly` submodules
   * are not looked into: only the commits they are at are compared, and one that is broken is none of our trouble.
   */
  status(how?: { readonly ownOnly?: boolean }): Promise<Status>;
  /** What `status` does not tell; cheap enough to be asked always. */
  marks(): Promise<Marks>;
  /** Every path of the index, be it there or not, and every untracked file that is not ignored. */
  present(): Promise<PresentFile[]>;
  /**
   * Files of the index that attributes and configuration may have converted. With `changed`, attributes are others than
   * those the files were written with: then all files of the index may be other than they seem.
   */
  convertible(how?: { readonly changed?: boolean }): Promise<ConvertibleFile[]>;
  /**
   * Stores files as `git add` would, with the clean filters of their paths; returns their ids in order, undefined
   * for one that cannot be read or whose filter fails.
   */
  storeFiltered(paths: readonly string[]): Promise<(string | undefined)[]>;
  /** Untracked files that a file of ignore patterns at the top names; none where there is no such file. */
  matching(ignoreFile: string): Promise<string[]>;
  /**
   * What Git ignores, or ignored at the last `status`; a directory that is ignored itself is one path, with a final
   * `/`. Undefined where it was stopped before all was known; with `stop` it may wait before it begins.
   */
  allIgnored(stop?: AbortSignal): Promise<readonly string[] | undefined>;
  /** Which of the paths Git ignores. */
  ignored(paths: readonly string[]): Promise<Set<string>>;
  /** Which of the paths Git tracks. */
  tracked(paths: readonly string[]): Promise<Set<string>>;
  /**
   * The newest first-parent ancestor of HEAD that a remote's branches hold: sharing a child of it publishes
   * nothing new. HEAD where the repository has no remote; undefined where there is no such ancestor.
   */
  publishedAncestor(remote: string | undefined): Promise<string | undefined>;
  /** Whether some branch of some remote, as last fetched, holds a commit; HEAD if none is named. */
  isPublished(commit?: string): Promise<boolean>;
  /**
   * Points HEAD, detached, and the index at a commit, and touches no file: those are the caller's to write. `from` is
   * where HEAD was; absent before the first commit. Throws where it has moved meanwhile; then nothing is changed.
   */
  detach(commit: string, from: string | undefined): Promise<void>;
}

/** Git's configuration, read once. */
export interface GitConfig {
  /** The last value of a key; keys are lower-case but for subsections. */
  get(key: string): string | undefined;
  /** All values, as of `git config --get-all`. */
  all(key: string): readonly string[];
  /** All keys that begin so. */
  keys(prefix: string): readonly string[];
}

export interface Repository {
  readonly place: Place;
  readonly config: GitConfig;
  readonly objects: Objects;
  /** What is too large to be one of them. */
  readonly contents: Contents;
  readonly refs: Refs;
  readonly worktree: WorkTree;
  readonly worktrees: LinkedWorkTrees;
  /** This and the next three are absent where there is no git program. */
  readonly diffs?: TreeDiffs;
  readonly remotes?: Remotes;
  readonly sides?: Sides;
  readonly largeFiles?: LargeFiles;
  readonly signatures: Signatures;
  /**
   * Opens another repository by the top of its work tree or by its Git directory, whatever the environment says of this
   * one. Throws where the directory is neither, or is one that Git, or this engine, does not read.
   */
  open(directory: string): Promise<Repository>;
  readonly space: Space;
  /**
   * Has all objects and refs that were written through this door survive a power cut, their names included: what they
   * hold is synced as it is written. Rejects with the system's errors.
   */
  sync(): Promise<void>;
  /** Starts joining packs and packing refs in the background, and returns at once. */
  tidy(): void;
  /** Ends what was kept open; it is opened again for who asks later. */
  close(): Promise<void>;
}

/** The exact source that ran. */

/** Why a file of the work tree is not in the source commit. */
export type OmissionReason =
  | 'too-large'
  | 'credential'
  | 'unreadable'
  | 'vanished'
  | 'nested-repository'
  | 'submodule'
  | 'special-file'
  /** A content filter, such as LFS, keeps it elsewhere, and it is over the size limit. */
  | 'filtered'
  /** It was removed for good, after the run. */
  | 'purged';

/** A file that is left out of the source commit; never silently. */
export interface Omission {
  readonly path: string;
  readonly reason: OmissionReason;
  /** Bytes; absent where the file could not be looked at. */
  readonly size?: number;
  /** Of the content, for files over the size limit. */
  readonly sha256?: string;
}

/** How a file's bytes on disk differ from what Git would check out: kept below `raw/` of the run. */
export interface RawFile {
  readonly path: string;
  /** Of the blob that holds the bytes. */
  readonly oid: string;
  readonly sha256: string;
  readonly size: number;
}

/** A repository inside the work tree: a submodule, or one that the repository around it does not track. */
export interface NestedRepository {
  /** From the top of the outermost work tree. */
  readonly path: string;
  readonly kind: 'submodule' | 'repository';
  /** The commit it was at; absent before its first one, and where Git found no repository. */
  readonly commit?: string;
  /** Whether its files are in the source's tree, in its place. */
  readonly stored: boolean;
  /**
   * Why they are not: its own remote has the commit and nothing differed, nothing was checked out, or there are too
   * many of them. Of a submodule the tree then has the commit.
   */
  readonly left?: 'published' | 'empty' | 'omitted';
  /** Whether it held other files than the repository around it says. */
  readonly dirty: boolean;
  /** How many were stored, or left out, and their bytes; without those of repositories inside it. */
  readonly files?: number;
  readonly bytes?: number;
}

/** Files that Git ignores, as they were while the job ran: no part of the source. */
export interface IgnoredFiles {
  readonly count: number;
  readonly bytes: number;
  /** At most ten, by bytes; a directory has a final `/`. */
  readonly largest: readonly { readonly path: string; readonly count: number; readonly bytes: number }[];
  /** False where the look was stopped: there are more. */
  readonly complete: boolean;
}

export interface Source {
  /** The commit whose tree is the source. HEAD itself where nothing differed. */
  readonly commit: string;
  readonly tree: string;
  /** HEAD at the start; absent before the first commit. */
  readonly head?: string;
  /** Absent on a detached HEAD. */
  readonly branch?: string;
  /** The number of the pull request it belongs to; absent where nothing told of one. */
  readonly pullRequest?: number;
  /** How many files differed from HEAD, by kind. */
  readonly modified: number;
  readonly added: number;
  readonly deleted: number;
  readonly omitted: readonly Omission[];
  readonly raw: readonly RawFile[];
  /** False when a file changed while it was being read: the commit may then hold a mixture. */
  readonly stable: boolean;
  /** Whether the index had unmerged entries: conflict markers became content. */
  readonly unmerged: boolean;
  /** Files with edits that Git was told not to see (assume-unchanged, skip-worktree); they are in the source. */
  readonly hidden?: readonly string[];
  /** How many files of HEAD a sparse checkout left out: they are in the source, and were not there. */
  readonly sparse?: number;
  /** Absent where Git ignores nothing, or nobody looked. */
  readonly ignored?: IgnoredFiles;
  /** Nobody knows what ran, as of a run that another program has told of: the commit holds nothing. */
  readonly unknown?: true;
  /** Repositories inside the work tree, also those inside each other; absent where there are none. */
  readonly nested?: readonly NestedRepository[];
}

/** Whether the work tree differed from HEAD. */
export function isDirty(source: Source): boolean {
  const differs = source.omitted.some(({ reason }) => reason !== 'filtered');
  const isNestedDirty = source.nested?.some(({ dirty }) => dirty) === true;
  return source.modified + source.added + source.deleted > 0 || differs || isNestedDirty;
}

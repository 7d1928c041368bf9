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
  | 'filtered';

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

export interface Source {
  /** The commit whose tree is the source. HEAD itself where nothing differed. */
  readonly commit: string;
  readonly tree: string;
  /** HEAD at the start; absent before the first commit. */
  readonly head?: string;
  /** Absent on a detached HEAD. */
  readonly branch?: string;
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
}

/** Whether the work tree differed from HEAD. */
export function isDirty(source: Source): boolean {
  const differs = source.omitted.some(({ reason }) => reason !== 'filtered');
  return source.modified + source.added + source.deleted > 0 || differs;
}

/** The part of a repository that runs are read from. A remote that is read without a clone has no more than this. */
import type { Contents } from './lfs/contents.ts';
import type { Objects, Place, Refs, TreeEntry } from './repository.ts';
import type { Side } from './side.ts';

/** A file of a tree, as the tree itself tells of it; its size only where the file is at hand. */
export type TreeFile = Omit<TreeEntry, 'size'> & Partial<Pick<TreeEntry, 'size'>>;

export interface ReadableObjects extends Pick<Objects, 'read' | 'heads' | 'stream'> {
  /** As of `Objects`. */
  files(treeish: string, under?: string, most?: number): Promise<TreeFile[]>;
  /** Has small blobs at hand that are about to be streamed: absent where each is no question to a server. */
  prepare?(oids: readonly string[]): Promise<void>;
}

export interface Readable {
  /** Absent where it is read without a clone. */
  readonly place?: Pick<Place, 'commonDir'>;
  readonly objects: ReadableObjects;
  /** Absent where Git LFS is not asked for what it keeps. */
  readonly contents?: Pick<Contents, 'find'>;
  readonly refs: Pick<Refs, 'list'>;
  /** What is known of remotes is read as well, and brought where it is missing. */
  readonly known?: readonly Side[];
}

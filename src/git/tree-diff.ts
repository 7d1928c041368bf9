/** What differs between two trees, as Git tells it: only the git program does, and where there is none nobody. */

import type { PathChange } from '../run/path-change.ts';

export interface DiffWish {
  /** One or several, one below the other. */
  readonly forms: readonly ('stat' | 'patch' | 'name-only')[];
  readonly colour: boolean;
  /** Terminal cells of a stat; undefined cuts no name. */
  readonly width?: number | undefined;
  /** Pathspecs from the working directory, as `git diff` takes them; none for all. */
  readonly paths?: readonly string[];
}

/** Trees, or blobs, by revisions such as `<commit>`, `<commit>:<path>`. No program but git is started for them, and no filter. */
export interface TreeDiffs {
  /** What `git diff` prints, as it comes. Throws GitCommandError. */
  print(from: string, to: string, wish: DiffWish): AsyncIterable<Buffer>;
  /** The files that differ, with renames as the user has them found. Throws GitCommandError. */
  list(from: string, to: string, paths?: readonly string[]): Promise<PathChange[]>;
}

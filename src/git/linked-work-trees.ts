/** The door to linked worktrees. */

/** A checkout of a commit in a directory of its own. */
export interface LinkedWorkTrees {
  /** Makes a detached worktree with an empty directory and no index yet. Runs no hook and no filter. */
  add(directory: string, commit: string): Promise<void>;
  /** Fills the worktree's index with its HEAD, so that `git status` there is clean. */
  settle(directory: string): Promise<void>;
  /** Removes it, its changes included. */
  remove(directory: string): Promise<void>;
}

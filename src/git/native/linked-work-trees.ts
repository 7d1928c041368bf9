/** Linked worktrees, filled by us: a checkout of Git's would run hooks and content filters of the run's own. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { LinkedWorkTrees } from '../linked-work-trees.ts';
import { type GitProgram, gitProgram } from './program.ts';

/** Git's own variables that would lead a call in a linked worktree back to the user's: it has its own index. */
const MISLEADING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** `git` may be bound to any directory of the repository; calls in a linked worktree take `env` without its place. */
export function nativeLinkedWorkTrees(
  git: GitProgram,
  env: NodeJS.ProcessEnv,
  commonDir: string,
): LinkedWorkTrees {
  const elsewhere = Object.fromEntries(Object.entries(env).filter(([key]) => !MISLEADING.includes(key)));
  /** One that was killed cannot clear its half away; Git removes what it knows of a worktree whose directory is gone. */
  const discard = async (directory: string) => {
    await rm(directory, { recursive: true, force: true });
    await git(['worktree', 'remove', '--force', '--force', directory]).catch(() => {});
    await forget(commonDir, directory);
  };
  return {
    async add(directory, commit) {
      try {
        await git(['worktree', 'add', '--quiet', '--detach', '--no-checkout', directory, commit]);
      } catch (error) {
        if (error instanceof GitCommandError && error.data.exitCode === null) await discard(directory);
        throw error;
      }
    },
    async settle(directory) {
      await gitProgram(directory, elsewhere)(['read-tree', '--no-sparse-checkout', 'HEAD']);
    },
    async remove(directory) {
      await git(['worktree', 'remove', '--force', directory]);
    },
  };
}

/**
 * Removes what Git has noted of a worktree, where a kill left so little of it that Git cannot read it, and so neither
 * removes it nor checks the repository: https://git-scm.com/docs/gitrepository-layout
 */
async function forget(commonDir: string, directory: string): Promise<void> {
  const all = join(commonDir, 'worktrees');
  for (const name of await readdir(all).catch(() => [])) {
    const place = await readFile(join(all, name, 'gitdir'), 'utf8').catch(() => '');
    if (place.trim() === join(directory, '.git')) await rm(join(all, name), { recursive: true, force: true });
  }
}

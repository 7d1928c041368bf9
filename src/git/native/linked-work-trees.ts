/** Linked worktrees, filled by us: a checkout of Git's would run hooks and content filters of the run's own. */
import type { LinkedWorkTrees } from '../repository.ts';
import { type GitProgram, gitProgram } from './program.ts';

/** Git's own variables that would lead a call in a linked worktree back to the user's: it has its own index. */
const MISLEADING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** `git` may be bound to any directory of the repository; calls in a linked worktree take `env` without its place. */
export function nativeLinkedWorkTrees(git: GitProgram, env: NodeJS.ProcessEnv): LinkedWorkTrees {
  const elsewhere = Object.fromEntries(Object.entries(env).filter(([key]) => !MISLEADING.includes(key)));
  return {
    async add(directory, commit) {
      await git(['worktree', 'add', '--quiet', '--detach', '--no-checkout', directory, commit]);
    },
    async settle(directory) {
      await gitProgram(directory, elsewhere)(['read-tree', '--no-sparse-checkout', 'HEAD']);
    },
    async remove(directory) {
      await git(['worktree', 'remove', '--force', directory]);
    },
  };
}

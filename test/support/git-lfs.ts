/** git-lfs, where it is installed. */
import { spawnSync } from 'node:child_process';

/** What a test that needs git-lfs is skipped with. */
export const withoutGitLfs =
  spawnSync('git', ['lfs', 'version'], { stdio: 'ignore' }).status !== 0 &&
  'SKIPPED: git-lfs is not installed';

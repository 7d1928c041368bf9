/** What is on disk, for asserting that nothing of the user's was touched. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** Of `.git`, what is the user's own state; objects may come, and refs may be packed. */
const OF_GIT = ['HEAD', 'index', 'config', 'logs'];
const USERS_REFS = ['refs/heads', 'refs/tags', 'refs/remotes', 'refs/stash', 'refs/notes'];

/**
 * Every file below a directory by path: mode and sha256, or a link's target. Of a `.git` directory only what
 * is the user's: HEAD, index, config, reflogs, and, as `refs`, branches, tags and stash.
 */
export function snapshotOf(directory: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  const note = (file: string) => {
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return;
    const path = relative(directory, file);
    if (stat.isDirectory()) {
      if (path !== '') found[path] = stat.mode.toString(8);
      for (const name of below(file)) note(join(file, name));
      if (isGitDirectory(file)) found[`${path}: refs`] = usersRefs(file);
    } else if (stat.isSymbolicLink()) found[path] = `-> ${readlinkSync(file)}`;
    else if (stat.isFile()) found[path] = `${stat.mode.toString(8)} ${sha256(file)}`;
    else found[path] = stat.mode.toString(8);
  };
  note(directory);
  return found;
}

function below(directory: string): readonly string[] {
  return isGitDirectory(directory) ? OF_GIT : readdirSync(directory).sort();
}

function isGitDirectory(directory: string): boolean {
  return basename(directory) === '.git';
}

/** A directory of that name may be none of Git's. */
function usersRefs(gitDirectory: string): string {
  try {
    return execFileSync('git', [`--git-dir=${gitDirectory}`, 'for-each-ref', ...USERS_REFS], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return 'none';
  }
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

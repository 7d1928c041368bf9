/** What a fresh worktree lacks, such as data and virtual environments: linked from the user's own. */
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { whyUnsafe } from '../run/safe-path.ts';

/**
 * Links what is wanted and there; returns the paths of the links. Of a directory that the source has as well, such as
 * one with a `.gitkeep` in it, the files it lacks are linked one by one.
 */
export async function linkInto(
  path: string,
  workTree: string | undefined,
  link: readonly string[],
): Promise<string[]> {
  const linked: string[] = [];
  const wanted = workTree === undefined ? [] : link.map(name => posix.normalize(name).replace(/\/$/, ''));
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const [from, to] = [join(workTree as string, name), join(path, name)];
    if (whyUnsafe(name, { windows: false }) !== undefined || !existsSync(from)) continue;
    const there = lstatSync(to, { throwIfNoEntry: false });
    if (there === undefined) {
      await mkdir(dirname(to), { recursive: true });
      await symlink(from, to);
      linked.push(name);
    } else if (there.isDirectory() && lstatSync(from).isDirectory()) {
      wanted.push(...(await readdir(from)).map(child => `${name}/${child}`));
    }
  }
  return linked;
}

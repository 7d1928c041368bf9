/** The removal of journals: at once, as far as anybody sees. */
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LiveRun } from './live.ts';

/** Before the id in the name of a journal that is being removed: no id, so nobody takes it for a journal. */
const REMAINS = '.gone-';

/**
 * Removes a journal: its run is stored. Where we are killed meanwhile remains are left, but not half a journal: without
 * the note of who records it would pass for one that is just being made.
 */
export async function removeLive({ id, path }: LiveRun): Promise<void> {
  const remains = join(dirname(path), `${REMAINS}${id}`);
  // Of an earlier removal: a directory takes the place of an empty one only.
  await removeTree(remains);
  await rename(path, remains).catch(() => removeTree(path));
  await removeTree(remains);
}

/** Removes what removals that were interrupted left below a directory of journals. */
export async function removeRemains(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  const remains = names.filter(name => name.startsWith(REMAINS));
  await Promise.all(remains.map(name => removeTree(join(parent, name))));
}

function removeTree(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}

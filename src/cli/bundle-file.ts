/** Files that are bundles of Git's: https://git-scm.com/docs/gitformat-bundle */
import { open, stat } from 'node:fs/promises';

/** Whether there is something at a path that could be lost: an empty file could not. Throws where nobody can tell. */
export async function isThere(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    return !found.isFile() || found.size > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Whether a file is a bundle, by its first line; of anything else than a file nothing is read. */
export async function isBundle(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return false;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
    return /^# v\d+ git bundle\n/.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Directories that take long to build: each is kept by a digest of what it was built from. */
import { randomUUID } from 'node:crypto';
import { mkdir, readlink, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The directory that was built for a digest, or is built now, at a path that does not exist yet. One that is there is
 * whole: it gets its name when it is done. Of two that are built at once the first holds.
 */
export async function builtOnce(
  home: string,
  digest: string,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const name = join(home, digest);
  const there = await builtAt(home, name);
  if (there !== undefined) return there;
  await mkdir(home, { recursive: true, mode: 0o700 });
  const own = `${digest}-${randomUUID().slice(0, 8)}`;
  const directory = join(home, own);
  try {
    await build(directory);
    await symlink(own, name);
    return directory;
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    const first = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await builtAt(home, name) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

async function builtAt(home: string, name: string): Promise<string | undefined> {
  const target = await readlink(name).catch(() => undefined);
  if (target === undefined) return undefined;
  const directory = join(home, target);
  const isThere = await stat(directory).then(
    () => true,
    () => false,
  );
  // Somebody has removed what it names.
  if (!isThere) await rm(name, { force: true });
  return isThere ? directory : undefined;
}

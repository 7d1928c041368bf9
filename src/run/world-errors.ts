/** Errors of the system that are the world's, and no mistake of ours: no room on the disk, no permission. */

const WORLD = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOENT',
  'EEXIST',
  'EMFILE',
  'EIO',
  'ENOTDIR',
  'EISDIR',
]);

/** Whether an error, or what has caused it, is the world's: its message says all there is to say. */
export function isWorldError(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as Error & { readonly code?: unknown };
    if (typeof code === 'string' && WORLD.has(code)) return true;
  }
  return false;
}

/** The id of an object: the hash of its type, its size and its content. */
import { createHash, type Hash } from 'node:crypto';
import type { GitObject } from './repository.ts';

/**
 * The beginning of an id: what is left is to add the content, of `size` bytes, and to print it in hex. `format` is
 * `sha1` or `sha256`: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage
 */
export function startId(format: string, type: GitObject['type'], size: number | bigint): Hash {
  return createHash(format).update(`${type} ${size}\0`);
}

/** The id of an object whose content is at hand, in hex. */
export function idOf(format: string, type: GitObject['type'], content: Uint8Array): string {
  return startId(format, type, content.length).update(content).digest('hex');
}

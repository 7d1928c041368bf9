/** How large the blobs of a tree are, as far as Git can tell. */
import { createHash } from 'node:crypto';
import type { Repository } from '../git/repository.ts';

/** Sizes in bytes by blob id; a blob that is missing or cannot be read is not among them. */
export async function sizesIn(
  { objects, place }: Repository,
  treeish: string,
  under?: string,
): Promise<Map<string, number>> {
  // One missing directory is enough for Git to list nothing.
  const files = await objects.files(treeish, under).catch(() => []);
  const empty = createHash(place.objectFormat).update('blob 0\0').digest('hex');
  // Git tells no size of what it has not got.
  const told = files.filter(({ type, size, oid }) => type === 'blob' && (size > 0 || oid === empty));
  return new Map(told.map(({ oid, size }) => [oid, size]));
}

/** How much is read at once, whoever made it: both engines keep to it. */
import { TooLargeError } from '../run/repository-errors.ts';

/** A larger object, in bytes, is not read at once unless that is asked for: a few bytes of a pack can stand for a GiB. */
export const MOST_READ = 64 * 2 ** 20;

/** A tree of more files is not listed unless that is asked for: a dozen trees can name more files than a disk holds. */
export const MOST_LISTED = 1_000_000;

/** Bytes of a listed file, on the average: paths can be as long as trees are deep. */
const MOST_BYTES = 512;

/** Throws TooLargeError for a listing that has grown beyond what was asked for. */
export function limitListing(
  treeish: string,
  most: number,
  { files, bytes }: { readonly files: number; readonly bytes: number },
): void {
  if (files > most) throw new TooLargeError(`the tree of ${treeish}`, `it holds more than ${most} files`);
  if (bytes > most * MOST_BYTES)
    throw new TooLargeError(`the tree of ${treeish}`, `the names of its files have ${bytes} bytes and more`);
}

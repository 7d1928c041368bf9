/** Objects of which some may be damaged. */
import type { ReadableObjects } from '../git/readable.ts';
import type { GitObject } from '../git/repository.ts';
import { RemoteError } from '../run/repository-errors.ts';

/** As `read` up to a size: one that cannot be read is as good as missing, and does not hide the others. */
export async function readEach(
  objects: ReadableObjects,
  names: readonly string[],
  most: number,
): Promise<(GitObject | undefined)[]> {
  try {
    return await objects.read(names, most);
  } catch (error) {
    if (error instanceof RemoteError) throw error;
    if (names.length === 1) return [undefined];
    const middle = names.length >> 1;
    const first = await readEach(objects, names.slice(0, middle), most);
    return [...first, ...(await readEach(objects, names.slice(middle), most))];
  }
}

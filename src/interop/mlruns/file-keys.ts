/** Keys of params, metrics and tags → files that MLflow reads them from: a key is a path there, and not all keys can be. Pure. */
import { posix } from 'node:path';
import { whyUnsafe } from '../../run/safe-path.ts';

export interface FileKey {
  readonly key: string;
  /** Its path; undefined where it has none. */
  readonly file: string | undefined;
  /** Why it is not called as it was; the end of a sentence that begins with the key. */
  readonly why?: string;
}

/** Finds a path for each, in their order. */
export function fileKeys(keys: readonly string[]): FileKey[] {
  const taken = new Set<string>();
  const folders = new Set<string>();
  return keys.map(key => {
    const file = pathOf(key);
    if (
      file === undefined ||
      taken.has(file) ||
      folders.has(file) ||
      parentsOf(file).some(one => taken.has(one))
    )
      return {
        key,
        file: undefined,
        why: 'is left out: MLflow keeps it in a file, and no file can be called so',
      };
    taken.add(file);
    for (const folder of parentsOf(file)) folders.add(folder);
    return file === key ? { key, file } : { key, file, why: `is called '${file}' there` };
  });
}

/** What MLflow allows in a key, and nothing that leads elsewhere. */
function pathOf(key: string): string | undefined {
  const allowed = key.replace(/[^\p{L}\p{N}_/.\- :]/gu, '_');
  const file = posix.normalize(allowed);
  return whyUnsafe(file, { windows: false }) === undefined && file !== '.' ? file : undefined;
}

function parentsOf(file: string): string[] {
  const words = file.split('/');
  return words.slice(1).map((_, at) => words.slice(0, at + 1).join('/'));
}

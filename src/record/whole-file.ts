/** Files of a journal that appear whole (temporary name, sync, rename): a reader never sees half of one. */
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedJournalError } from '../run/journal-errors.ts';
import { canonicalFile, parseCanonical } from '../run/json.ts';

interface Journal {
  /** Its directory. */
  readonly path: string;
}

/** Writes a value. */
export async function writeWhole(journal: Journal, name: string, value: unknown): Promise<void> {
  const path = join(journal.path, name);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(canonicalFile(value));
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Undefined where there is no such file. Throws DamagedJournalError where it cannot be read. */
export async function readWhole<T>(journal: Journal, name: string): Promise<T | undefined> {
  try {
    // Written by this very program, whole: no stranger's file, no schema.
    return parseCanonical(await readFile(join(journal.path, name), 'utf8')) as T;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new DamagedJournalError(name, message);
  }
}

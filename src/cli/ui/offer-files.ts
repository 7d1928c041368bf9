/** Paths that may stand in a line: what shells complete themselves. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../completion/answer.ts';

/** Offers what is in the directory that a path names so far; hidden ones to who has typed their dot. */
export async function offerFiles(
  cwd: string,
  word: string,
  { isDirectory }: { readonly isDirectory: boolean },
): Promise<Answer> {
  const keep = word.lastIndexOf('/') + 1;
  const directory = word.startsWith('/') ? word.slice(0, keep) : join(cwd, word.slice(0, keep));
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const isHidden = word.startsWith('.', keep);
  const offers = entries
    .filter(entry => entry.name.startsWith('.') === isHidden && (!isDirectory || entry.isDirectory()))
    .map(entry => (entry.isDirectory() ? { value: `${entry.name}/`, open: true } : { value: entry.name }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  return { keep, offers };
}

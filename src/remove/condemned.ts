/**
 * Commits that nothing of ours refers to any more, and whose objects are to go: written down before the refs move, so
 * that a removal that was cut short, or had to wait, is finished by the next one. `<git common dir>/git-run/condemned`.
 */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../git/repository.ts';
import { cacheDirectory } from '../record/live.ts';

/** All that were written down. */
export async function readCondemned(place: Pick<Place, 'commonDir'>): Promise<string[]> {
  const text = await readFile(fileOf(place), 'latin1').catch(() => '');
  return text.split('\n').filter(line => /^[0-9a-f]{40,64}$/.test(line));
}

/** Adds commits; durable when it returns. Only who is alone in the repository (`Space.alone`) may write. */
export async function condemn(place: Pick<Place, 'commonDir'>, commits: readonly string[]): Promise<void> {
  const all = [...new Set([...(await readCondemned(place)), ...commits])];
  const path = fileOf(place);
  await mkdir(cacheDirectory(place.commonDir), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(all.map(commit => `${commit}\n`).join(''));
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** All are gone. */
export async function forgetCondemned(place: Pick<Place, 'commonDir'>): Promise<void> {
  await rm(fileOf(place), { force: true });
}

function fileOf({ commonDir }: Pick<Place, 'commonDir'>): string {
  return join(cacheDirectory(commonDir), 'condemned');
}

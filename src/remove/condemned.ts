/**
 * Commits and files that nothing of ours refers to any more, and that are to go: their ids are written down before the refs move, so
 * that a removal that was cut short, or had to wait, is finished by the next one. In `<git common dir>/git-run/`,
 * `condemned-deleted` for those that may take their time, `condemned-purged`, and `condemned-retired` for what the ledger
 * needs no more to keep runs: whatever goes next has to go without them.
 */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../git/repository.ts';
import { cacheDirectory } from '../record/live.ts';

/** Why they are to go. */
export type Reason = 'deleted' | 'purged' | 'retired';

/** All that were written down. */
export async function readCondemned(place: Pick<Place, 'commonDir'>, why: Reason): Promise<string[]> {
  const text = await readFile(fileOf(place, why), 'latin1').catch(() => '');
  return text.split('\n').filter(line => /^[0-9a-f]{40,64}$/.test(line));
}

/** Adds ids; durable when it returns. Only who is alone in the repository (`Space.alone`) may write. */
export async function condemn(
  place: Pick<Place, 'commonDir'>,
  why: Reason,
  ids: readonly string[],
): Promise<void> {
  await writeCondemned(place, why, [...new Set([...(await readCondemned(place, why)), ...ids])]);
}

/** Writes down these and no others. */
export async function writeCondemned(
  place: Pick<Place, 'commonDir'>,
  why: Reason,
  ids: readonly string[],
): Promise<void> {
  const path = fileOf(place, why);
  if (ids.length === 0) return rm(path, { force: true });
  await mkdir(cacheDirectory(place.commonDir), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(ids.map(id => `${id}\n`).join(''));
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

function fileOf({ commonDir }: Pick<Place, 'commonDir'>, why: Reason): string {
  return join(cacheDirectory(commonDir), `condemned-${why}`);
}

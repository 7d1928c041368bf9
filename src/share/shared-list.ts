/**
 * Runs that this clone has sent to a remote, or has from one: in `<git common dir>/git-run/shared`, a line each. A run
 * that is not in it may be nowhere else, and what a ledger of somebody's says does not make it go.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';

/** Notes those that are not in it yet; what cannot be noted is taken for not shared, which loses nothing. */
export async function noteShared(place: Pick<Place, 'commonDir'>, ids: readonly RunId[]): Promise<void> {
  const known = await sharedRuns(place);
  const lines = ids.flatMap(id => (known.has(id) ? [] : [`${id}\n`])).join('');
  if (lines === '') return;
  try {
    await mkdir(join(place.commonDir, 'git-run'), { recursive: true, mode: 0o700 });
    await appendFile(listIn(place), lines, { mode: 0o600 });
  } catch {
    // Without room for it there is none for anything else.
  }
}

/** All that were noted. */
export async function sharedRuns(place: Pick<Place, 'commonDir'>): Promise<ReadonlySet<string>> {
  const text = await readFile(listIn(place), 'latin1').catch(() => '');
  return new Set(text.split('\n').filter(Boolean));
}

function listIn({ commonDir }: Pick<Place, 'commonDir'>): string {
  return join(commonDir, 'git-run', 'shared');
}

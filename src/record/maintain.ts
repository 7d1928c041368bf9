/**
 * Tidying after recordings: every run leaves a pack and a loose ref, and Git's plumbing never tidies by itself.
 * 2,000 packs make `git status` 14 times slower; 10,000 loose refs make a list ten times slower.
 */
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { isTimeToFold } from '../store/ledger/time-to-fold.ts';
import { cacheDirectory } from './live.ts';

const EVERY = 32;

/** An id and its line break: what a run takes in the list. */
const LINE = 27;

export interface Folding {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Starts folding, and then tidying, in the background. */
  start(): void;
}

/**
 * Notes that a run was recorded by this clone; after every 32nd, unless the settings forbid it, starts Git's own tidying
 * in the background, which outlives us; where there are very many runs, folding before that.
 */
export async function maintain(
  repository: Repository,
  settings: Settings,
  id: RunId,
  folding?: Folding,
): Promise<void> {
  const list = recordedList(repository);
  try {
    // An append of a few bytes is atomic: recorders at once all count.
    await appendFile(list, `${id}\n`, { mode: 0o600 });
    const count = Math.floor((await stat(list)).size / LINE);
    if (!settings.maintain || count % EVERY !== 0) return;
    const isMany = folding !== undefined && (await isTimeToFold(repository, folding.env, settings.foldAfter));
    if (isMany) folding.start();
    else repository.tidy();
  } catch {
    // Without room for a line there is none for a new pack either.
  }
}

/** Whether a run was recorded by this clone, and not fetched from elsewhere. */
export async function recordedHere(repository: Repository, id: RunId): Promise<boolean> {
  const list = await readFile(recordedList(repository), 'latin1').catch(() => '');
  return `\n${list}`.includes(`\n${id}\n`);
}

function recordedList({ place }: Repository): string {
  return join(cacheDirectory(place.commonDir), 'recorded');
}

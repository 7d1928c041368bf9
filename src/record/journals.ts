/** Which journals there are, and how they stand: of runs in progress, and of runs that were interrupted. */
import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { type Continuation, readContinuation } from './continuation.ts';
import { cacheDirectory, type LiveRun, listLive, readPlan, spoolDirectory } from './live.ts';
import type { RunPlan } from './plan.ts';
import { type Standing, standingOf } from './standing.ts';

export interface JournalRequest {
  readonly repository: Repository;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since 1970. */
  readonly now: number;
}

/** A journal with what is known of it. */
export interface LiveEntry {
  readonly live: LiveRun;
  readonly plan: RunPlan | undefined;
  /** In the place of a plan, where a run goes on that has ended. */
  readonly continuation?: Continuation;
  /** Why the plan that is there cannot be read. */
  readonly damage?: Error;
  readonly standing: Standing;
}

/** All journals of this repository, or those of some ids, oldest first: those beside its refs and those in the spool. */
export async function listJournals(
  { repository, env, now }: JournalRequest,
  isWanted: (id: RunId) => boolean = () => true,
): Promise<LiveEntry[]> {
  const { commonDir } = repository.place;
  const own = await listLive(join(cacheDirectory(commonDir), 'live'));
  const all = [...own, ...(await listLive(spoolDirectory(env)))].filter(({ id }) => isWanted(id));
  const entries = await Promise.all(all.map(entryOf));
  return entries.filter(
    ({ live, plan, continuation }) => own.includes(live) || (plan ?? continuation)?.repository === commonDir,
  );

  async function entryOf(live: LiveRun): Promise<LiveEntry> {
    const plan = await readPlan(live).catch((error: Error) => error);
    const continuation =
      plan === undefined ? await readContinuation(live).catch((error: Error) => error) : undefined;
    const standing = await standingOf(live, now);
    const [damage] = [plan, continuation].filter(one => one instanceof Error);
    if (damage !== undefined) return { live, plan: undefined, damage, standing };
    const known = continuation === undefined ? {} : { continuation: continuation as Continuation };
    return { live, plan: plan as RunPlan | undefined, ...known, standing };
  }
}

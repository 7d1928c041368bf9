/** Which runs there are, and at which commits: the one place that knows where that is told. Reading never writes. */
import type { Readable } from '../git/readable.ts';
import type { Ref } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { RUNS, runIdOf, runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';

/** The shape of an id, nearly: to match every digit would take Git twice as long. */
const ALL_RUNS = `${RUNS}[0-7]${'?'.repeat(25)}`;

/** The newest runs first, found by name without opening the others; all of them where no count is given. */
export async function listTips(from: Readable, count = Number.POSITIVE_INFINITY): Promise<RunTip[]> {
  for (let places = count; ; places *= 2) {
    const limit = Number.isFinite(places) ? { count: places } : {};
    const refs = await from.refs.list([ALL_RUNS], { newest: true, ...limit });
    const tips = refs.map(tipOf).filter(tip => tip !== undefined);
    // What is no run may have taken the place of one.
    if (tips.length >= count || refs.length < places) return tips.slice(0, count);
  }
}

/** One run's tip by its whole id; undefined where there is none. */
export async function findTip(from: Readable, id: RunId): Promise<RunTip | undefined> {
  const [tip] = await findTips(from, [id]);
  return tip;
}

/** Tips of runs by their whole ids, in no order; there may be none of some. */
export async function findTips(from: Readable, ids: readonly RunId[]): Promise<RunTip[]> {
  if (ids.length === 0) return [];
  const refs = await from.refs.list(ids.map(runRef));
  return refs.map(tipOf).filter(tip => tip !== undefined);
}

function tipOf(ref: Ref): RunTip | undefined {
  const id = runIdOf(ref.name);
  return id === undefined ? undefined : { id, commit: ref.oid };
}

/** Which colour and which sign is a run's own: it keeps them while others come and go. */
import type { RunId } from '../../run/run-id.ts';

/** So many are remembered; of those that are not shown, the ones that were not for longest are forgotten. */
const REMEMBERED = 200;

/** Gives each run that is shown a slot of its own, the lowest that is free; who has one that is still his keeps it. */
export function slotsFor(
  ids: readonly RunId[],
  before: ReadonlyMap<RunId, number>,
): ReadonlyMap<RunId, number> {
  const slots = new Map<RunId, number>();
  const taken = new Set<number>();
  const wanted = new Set(ids);
  // Those that were shown last stand last: before them one that comes back gives way.
  for (const [id, slot] of [...before].reverse()) {
    if (!wanted.has(id) || taken.has(slot)) continue;
    slots.set(id, slot);
    taken.add(slot);
  }
  for (const id of ids) {
    if (slots.has(id)) continue;
    const slot = lowestFree(taken);
    slots.set(id, slot);
    taken.add(slot);
  }
  const gone = [...before].filter(([id]) => !slots.has(id));
  return new Map([...gone, ...slots].slice(-REMEMBERED));
}

function lowestFree(taken: ReadonlySet<number>): number {
  let slot = 0;
  while (taken.has(slot)) slot++;
  return slot;
}

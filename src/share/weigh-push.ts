/** What travels with a push: objects, and their bytes; and which runs a host would not take. */

import type { Remotes } from '../git/remotes.ts';
import type { RefChange, Repository } from '../git/repository.ts';
import { shortId } from '../run/run-id.ts';
import type { Refused } from '../run/sharing.ts';
import type { Weighed } from './batches.ts';
import type { HostLimits } from './host-limits.ts';
import type { PushPlan } from './plan-push.ts';
import type { PlannedRun } from './plan-run.ts';

export interface Load {
  readonly objects: number;
  /** As they are stored here. */
  readonly bytes: number;
  /** Changes in the order they go: no run is there without its records, and no ledger without its runs. */
  readonly changes: readonly Weighed[];
  readonly runs: readonly PlannedRun[];
  /** Runs that the host would not take. */
  readonly refused: readonly Refused[];
}

export interface Scales {
  readonly repository: Repository;
  readonly remotes: Remotes;
  readonly limits: HostLimits;
}

/** Weighs all of a push together; run by run only where that is more than the host takes. */
export async function weighPush(scales: Scales, { records, runs, last, known }: PushPlan): Promise<Load> {
  const changes = [...records, ...runs.map(({ change }) => change), ...last];
  const all = await weigh(scales, known, changes);
  const isLight = all.bytes <= scales.limits.push && all.largest <= scales.limits.object;
  if (isLight) {
    const light = changes.map(change => ({ change, bytes: 0 }));
    return { objects: all.objects, bytes: all.bytes, changes: light, runs, refused: [] };
  }
  return weighEach(scales, { records, runs, last, known });
}

async function weighEach(
  scales: Scales,
  { records, runs, last, known }: Pick<PushPlan, 'records' | 'runs' | 'last' | 'known'>,
): Promise<Load> {
  const changes: Weighed[] = records.map(change => ({ change, bytes: 0 }));
  const going: PlannedRun[] = [];
  const refused: Refused[] = [];
  const sent = [...known];
  let objects = 0;
  for (const planned of runs) {
    const { change, run } = planned;
    const own = await weigh(scales, sent, [change]);
    if (own.largest > scales.limits.object) {
      refused.push({
        ref: change.name,
        ...(run.name === undefined ? {} : { name: run.name }),
        why: `it holds a file of ${own.largest} bytes, and the host takes none over ${scales.limits.object}`,
        remedy: `git run du ${shortId(run.id)} shows which`,
      });
    } else {
      going.push(planned);
      changes.push({ change, bytes: own.bytes });
      sent.push(change.to as string);
      objects += own.objects;
    }
  }
  changes.push(...last.map(change => ({ change, bytes: 0 })));
  const bytes = changes.reduce((sum, one) => sum + one.bytes, 0);
  return { objects, bytes, changes, runs: going, refused };
}

async function weigh(
  { repository, remotes }: Scales,
  known: readonly string[],
  changes: readonly RefChange[],
) {
  const heads = changes.flatMap(({ to }) => (to === undefined ? [] : [to]));
  const found = await repository.objects.heads(await remotes.missing(known, heads));
  const bytes = found.reduce((sum, head) => sum + (head?.stored ?? head?.size ?? 0), 0);
  const largest = found.reduce((most, head) => Math.max(most, head?.size ?? 0), 0);
  return { objects: found.length, bytes, largest };
}

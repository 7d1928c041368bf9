/**
 * Sends runs to a remote, each by a compare-and-swap of its own ref there: what was planned is weighed, large files go
 * ahead, the rest is divided into pushes that the host takes, and sent; one that is refused does not keep the others
 * from going. Whatever interrupts it, what has arrived is there, and the next push sends the rest.
 */
import type { PushedRef } from '../git/remotes.ts';
import type { RefChange } from '../git/repository.ts';
import { RemoteError } from '../run/repository-errors.ts';
import type { PushReport, Refused } from '../run/sharing.ts';
import { batches } from './batches.ts';
import { countRecords } from './count-records.ts';
import type { HostLimits } from './host-limits.ts';
import { sendLarge } from './large-contents.ts';
import { type Clock, paced, withRetries } from './patience.ts';
import { type PushPlan, type PushRequest, planPush } from './plan-push.ts';
import type { PlannedRun } from './plan-run.ts';
import { noteShared } from './shared-list.ts';
import { changeThere, lookThere, type Sharing } from './there.ts';
import { type Load, weighPush } from './weigh-push.ts';

export interface Pushing extends PushRequest {
  readonly limits: HostLimits;
  readonly clock: Clock;
  /** Whether the bytes of large artifacts go with their runs; they do where this is absent. */
  readonly withLarge?: boolean;
  /** Told of trouble that is waited out. */
  readonly onPause?: (error: Error) => void;
}

/** Pushes and reports. Throws RemoteError where the remote cannot be reached at all. */
export async function pushRuns(request: Pushing): Promise<PushReport> {
  return carryOut(request, await planPush(request));
}

/** Does what was planned, and reports. Throws RemoteError. */
export async function carryOut(request: Pushing, planned: PushPlan): Promise<PushReport> {
  const { repository, sharing, limits } = request;
  const weighed = await weighPush({ repository, remotes: sharing.remotes, limits }, planned);
  const { large, refused: stranded } =
    request.withLarge === false ? { refused: [] } : await sendLarge(request, weighed.runs, request.dryRun);
  const load = without(weighed, stranded);
  const plan = { ...planned, runs: load.runs, refused: [...planned.refused, ...load.refused] };
  if (request.dryRun || plan.runs.length + plan.records.length + plan.last.length === 0)
    return { ...reportOf(request, plan, load), ...(large && { large }) };
  const sent = whatWent(plan, await sendAll(request, load));
  const fresh = sent.runs.filter(({ run }) => run.how === 'new');
  await noteShared(
    repository.place,
    fresh.map(({ run }) => run.id),
  );
  return { ...reportOf(request, sent, load), ...(large && { large }) };
}

/** A plan without what was refused there, and why, by the names of runs. */
function whatWent(plan: PushPlan, refused: readonly Refused[]): PushPlan {
  const failed = new Set(refused.map(({ ref }) => ref));
  const names = new Map(plan.runs.map(({ run, change }) => [change.name, run.name]));
  const named = refused.map(one => {
    const name = names.get(one.ref);
    return name === undefined ? one : { ...one, name };
  });
  return {
    ...plan,
    runs: plan.runs.filter(({ change }) => !failed.has(change.name)),
    records: plan.records.filter(({ name }) => !failed.has(name)),
    last: plan.last.filter(({ name }) => !failed.has(name)),
    refused: [...plan.refused, ...named],
  };
}

/** The rest of a load, where some runs stay. */
function without(load: Load, refused: readonly Refused[]): Load {
  const staying = new Set(refused.map(({ ref }) => ref));
  return {
    ...load,
    runs: load.runs.filter(({ change }) => !staying.has(change.name)),
    changes: load.changes.filter(({ change }) => !staying.has(change.name)),
    refused: [...load.refused, ...refused],
  };
}

function reportOf({ shown, dryRun }: Pushing, plan: PushPlan, { objects, bytes }: Load): PushReport {
  return {
    remote: shown,
    dryRun,
    removes: plan.removes,
    runs: plan.runs.map(({ run }: PlannedRun) => run),
    same: plan.same,
    ...countRecords(plan.records),
    objects,
    bytes,
    folded: plan.folded,
    ledger: plan.last.length > 0,
    commits: plan.commits,
    refused: plan.refused,
  };
}

/** Returns what was refused there. */
async function sendAll(request: Pushing, load: Load): Promise<Refused[]> {
  const { clock } = request;
  const turn = paced(clock, request.limits.perMinute);
  const refused: Refused[] = [];
  for (const batch of batches(load.changes, request.limits.push)) {
    await turn(request.sharing.transfer.signal);
    refused.push(...(await send(request, batch)));
  }
  return refused;
}

/** One push, tried again with what has not arrived yet; where all of it is too much, by halves. */
async function send(request: Pushing, batch: readonly RefChange[]): Promise<Refused[]> {
  const { left, pushed } = await pushOnce(request, batch);
  if (left.length > 1 && pushed.every(({ outcome }) => outcome === 'too much')) {
    const middle = left.length >> 1;
    const first = await send(request, left.slice(0, middle));
    return [...first, ...(await send(request, left.slice(middle)))];
  }
  // Where a hook has refused one, Git takes none of a push: the others are sent without it.
  const heldUp = left.filter((_, at) => pushed[at]?.outcome === 'held up');
  const again = heldUp.length > 0 && heldUp.length < left.length ? await send(request, heldUp) : [];
  return [...pushed.flatMap((ref, at) => refusalOf(left[at] as RefChange, ref)), ...again];
}

/** What became of each that has not arrived before. */
async function pushOnce(
  { sharing, clock, onPause }: Pushing,
  batch: readonly RefChange[],
): Promise<{ readonly left: readonly RefChange[]; readonly pushed: readonly PushedRef[] }> {
  const { remotes, remote, prefix, transfer } = sharing;
  let left = batch;
  let isFirst = true;
  const push = async () => {
    if (!isFirst) left = await notArrived(sharing, left);
    isFirst = false;
    const changes = left.map(change => changeThere(change, prefix));
    return remotes.push(remote, changes, transfer);
  };
  try {
    return { pushed: await withRetries(clock, push, { signal: transfer.signal, onPause }), left };
  } catch (error) {
    if (!(error instanceof RemoteError) || error.data.nature !== 'too much') throw error;
    const { why, remedy } = error.data;
    const told = { outcome: 'too much', why, ...(remedy === undefined ? {} : { remedy }) } as const;
    return { pushed: left.map(({ name }) => ({ name, ...told })), left };
  }
}

function refusalOf({ name }: RefChange, { outcome, why = '', remedy }: PushedRef): Refused[] {
  switch (outcome) {
    case 'done':
    case 'held up':
      return [];
    case 'refused':
    case 'too much':
      return [{ ref: name, why, ...(remedy === undefined ? {} : { remedy }) }];
    case 'moved':
      return [
        {
          ref: name,
          why: 'somebody has changed it there just now',
          remedy: 'git run fetch, then push again',
        },
      ];
  }
}

async function notArrived(sharing: Sharing, batch: readonly RefChange[]): Promise<RefChange[]> {
  const { ours } = await lookThere(sharing, { names: batch.map(({ name }) => name) });
  return batch.filter(({ name, to }) => ours.get(name) !== to);
}

import { setTimeout as delay } from 'node:timers/promises';
import { hiddenEditsProblem } from '../capture/hidden-edits.ts';
import { takeSource } from '../capture/source-tree.ts';
import { DamagedJournalError } from '../run/journal-errors.ts';
import { OtherWorkTreeError } from '../run/repository-errors.ts';
import type { Run } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import { liveRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { loadTip } from '../store/list.ts';
import { newRunId } from '../store/new-id.ts';
import { findTip } from '../store/tips.ts';
import type { Continuation } from './continuation.ts';
import { finish } from './finish.ts';
import { finishContinuation } from './finish-continuation.ts';
import { type JournalRequest, type LiveEntry, listJournals } from './journals.ts';
import { cacheDirectory, hasContent, readExit } from './live.ts';
import { maintain } from './maintain.ts';
import type { RunPlan } from './plan.ts';
import { removeLive } from './remove-live.ts';
import { type Standing, standingOf } from './standing.ts';
import { dropStaleAnchors, sweepRemains } from './sweep.ts';

/** A keeper whose reader takes nothing may hold on to the output for ever: after so many ms it counts as going on. */
const PATIENCE = 5000;

export type Recovery =
  | { readonly id: RunId; readonly kind: 'recovered'; readonly run: Run; readonly unsigned?: string }
  /** What was logged in a run that had ended has come to it. */
  | { readonly id: RunId; readonly kind: 'continued'; readonly run: Run }
  /** It was in the store already: only its journal was left. */
  | { readonly id: RunId; readonly kind: 'tidied' }
  /** It had not begun: there is nothing to keep. */
  | { readonly id: RunId; readonly kind: 'empty' }
  | { readonly id: RunId; readonly kind: 'orphaned'; readonly pid: number }
  | { readonly id: RunId; readonly kind: 'failed'; readonly error: Error; readonly journal: string }
  /** It is in the store, or never was; only the ref that kept its source from gc cannot be removed. */
  | { readonly id: RunId; readonly kind: 'anchored'; readonly error: Error };

/** Recovers every run whose recorder is gone. */
export async function recover(request: JournalRequest): Promise<Recovery[]> {
  // They are nobody's run.
  await sweepRemains(request).catch(() => {});
  const recoveries: Recovery[] = [];
  for (const entry of await listJournals(request)) {
    const recovery = await recoverOne(request, { ...entry, standing: await closed(request, entry) });
    if (recovery !== undefined) recoveries.push(recovery);
  }
  await dropStaleAnchors(request, (id, error) => recoveries.push({ id, kind: 'anchored', error }));
  return recoveries;
}

async function recoverOne(request: JournalRequest, entry: LiveEntry): Promise<Recovery | undefined> {
  const { live, plan, damage, standing } = entry;
  const { id } = live;
  if (standing.kind === 'running') return undefined;
  if (standing.kind !== 'abandoned') return { id, kind: 'orphaned', pid: standing.pid };
  try {
    if (entry.continuation !== undefined)
      return await continued(request, { ...entry, continuation: entry.continuation });
    if (await isStored(request, id)) {
      await removeLive(live);
      return { id, kind: 'tidied' };
    }
    if (damage !== undefined) throw damage;
    if (plan === undefined) {
      if (await hasContent(live)) throw new DamagedJournalError('plan.json', 'it is missing');
      await removeLive(live);
      return { id, kind: 'empty' };
    }
    if (plan.version !== 1) throw new DamagedJournalError('plan.json', 'it is no plan of a run');
    const { outcome, ended } = standing;
    const wall = Math.max(0, (ended - Date.parse(plan.started)) / 1000);
    const { run, unsigned } = await finish(request.repository, live, await withSource(request, plan), {
      outcome,
      ended,
      resources: standing.resources ?? { wall },
    });
    await maintain(request.repository, plan.settings, id);
    return { id, kind: 'recovered', run, ...(unsigned === undefined ? {} : { unsigned }) };
  } catch (error) {
    // Somebody else may have recovered it meanwhile.
    if (await isStored(request, id)) return { id, kind: 'tidied' };
    return { id, kind: 'failed', error: error as Error, journal: live.path };
  }
}

/** Its program may have said how the run ended, or only that it goes on, or neither: then it has ended as before. */
async function continued(
  { repository, now }: JournalRequest,
  { live, continuation, standing }: LiveEntry & { readonly continuation: Continuation },
): Promise<Recovery> {
  const exit = await readExit(live).catch(() => undefined);
  const isEnded = exit !== undefined || continuation.isRunning;
  const end = isEnded && standing.kind === 'abandoned' && { outcome: standing.outcome, at: standing.ended };
  await finishContinuation(repository, live, continuation, { now, ...(end || {}) });
  const tip = (await findTip(repository, continuation.run)) as RunTip;
  return { id: continuation.run, kind: 'continued', run: (await loadTip(repository, tip)).run };
}

/** Recovers what was logged in runs that had ended, and no others; says what cannot be. */
export async function recoverContinuations(request: JournalRequest): Promise<Error[]> {
  const errors: Error[] = [];
  for (const entry of await listJournals(request)) {
    const { continuation, standing } = entry;
    if (continuation === undefined || standing.kind !== 'abandoned') continue;
    await continued(request, { ...entry, continuation }).catch(error => errors.push(error));
  }
  return errors;
}

/** How a journal stands when its keeper has put away the last of its output, for which it needs but a moment. */
async function closed({ now }: JournalRequest, { live, standing }: LiveEntry): Promise<Standing> {
  let seen = standing;
  for (const until = Date.now() + PATIENCE; seen.kind === 'closing' && Date.now() < until; ) {
    await delay(20);
    seen = await standingOf(live, now);
  }
  return seen;
}

async function isStored({ repository }: JournalRequest, id: RunId): Promise<boolean> {
  const tip = await findTip(repository, id).catch(() => undefined);
  return tip !== undefined;
}

/**
 * A source that could not be stored in time, or that a `git gc --prune=now` took away while its anchor was made, is
 * stored now, from what lies there now; the run says so.
 */
async function withSource(request: JournalRequest, plan: RunPlan): Promise<RunPlan> {
  const { repository } = request;
  if (plan.source !== undefined) {
    const [commit] = await repository.objects.read([plan.source.commit]);
    if (commit !== undefined) return plan;
  }
  if (plan.workTree !== repository.place.workTree) throw new OtherWorkTreeError(plan.workTree);
  const source = await takeSource({
    repository,
    settings: plan.settings,
    // Not that of the run: an earlier attempt may have made it, or have been killed while it held its lock.
    ref: liveRef(newRunId(request.now)),
    message: `Source of run ${plan.id}, stored late\n`,
    author: plan.author,
    time: Date.parse(plan.started) / 1000,
    cache: cacheDirectory(repository.place.commonDir),
  });
  const late = {
    code: 'late-source',
    message: 'the source was stored after the run: it may have changed meanwhile',
  };
  return {
    ...plan,
    source: { ...source, stable: false },
    problems: [...plan.problems, late, ...hiddenEditsProblem(source)],
  };
}

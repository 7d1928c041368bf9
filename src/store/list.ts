/** Runs, loaded by their tips. */
import type { Readable } from '../git/readable.ts';
import { annotate } from '../run/annotation.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { RunId } from '../run/run-id.ts';
import type { RunTip } from '../run/run-tip.ts';
import { type LoadedRun, loadRuns, type UnreadableRun } from './load.ts';
import { listTips } from './tips.ts';

/** How many runs are loaded at once: enough to keep Git busy, few enough to stop early. */
const BATCH = 128;

/** Tips of all runs, newest first, some at a time: `wanted` of them at first, most who list want a screenful. */
export async function* iterateTips(from: Readable, wanted = 32): AsyncGenerator<readonly RunTip[]> {
  const first = Math.min(Math.max(wanted, 1), BATCH);
  const newest = await listTips(from, first);
  yield newest;
  if (newest.length < first) return;
  const tips = await listTips(from);
  const seen = new Set(newest.map(tip => tip.id));
  const rest = tips.filter(tip => !seen.has(tip.id));
  // Who wanted one, and has not found it yet, wants the next hardly less.
  for (let at = 0, size = Math.max(first, 4); at < rest.length; at += size, size = Math.min(size * 2, BATCH))
    yield rest.slice(at, at + size);
}

/** All runs, newest first, loaded as they are asked for. */
export async function* iterateRuns(
  from: Readable,
  wanted?: number,
): AsyncGenerator<(LoadedRun | UnreadableRun) & { id: RunId }> {
  for await (const tips of iterateTips(from, wanted)) {
    const runs = await loadTips(from, tips);
    for (const [index, run] of runs.entries()) yield { ...run, id: (tips[index] as RunTip).id };
  }
}

/**
 * Loads runs by their tips, in order, each with the edits of all commits it is at; one whose record is of another run is
 * as unreadable as any.
 */
export async function loadTips(
  { objects }: Readable,
  tips: readonly RunTip[],
): Promise<(LoadedRun | UnreadableRun)[]> {
  const runs = await loadRuns(
    objects,
    tips.flatMap(({ commit, others = [] }) => [commit, ...others]),
  );
  let next = 0;
  return tips.map(({ id, commit, others = [] }) => {
    const loaded = runs[next++] as LoadedRun | UnreadableRun;
    const apart = runs.slice(next, next + others.length);
    next += others.length;
    if ('error' in loaded) return loaded;
    if (loaded.run.id === id) return withEdits(loaded, apart);
    // Edits, trust and checkouts go by the id: no run may pass for another one.
    const error = new CorruptRecordError(`run ${id}`, `its run.json says that it is run ${loaded.run.id}`);
    return { commit, error };
  });
}

/** A run with the edits that other clones made apart. What cannot be read, or is of another run, adds none. */
function withEdits(loaded: LoadedRun, apart: readonly (LoadedRun | UnreadableRun)[]): LoadedRun {
  const known = new Set(loaded.annotations.map(({ id }) => id));
  const more = apart.flatMap(other =>
    'error' in other || other.run.id !== loaded.run.id
      ? []
      : other.annotations.filter(({ id }) => !known.has(id) && known.add(id)),
  );
  if (more.length === 0) return loaded;
  const annotations = [...loaded.annotations, ...more];
  return { ...loaded, ...annotate(loaded.recorded ?? loaded.run, annotations), annotations };
}

/** Loads one run by its tip. Throws CorruptRecordError, NewerFormatError, TooLargeError. */
export async function loadTip(from: Readable, tip: RunTip): Promise<LoadedRun> {
  const [loaded] = await loadTips(from, [tip]);
  if (loaded === undefined || 'error' in loaded) throw loaded?.error ?? new Error('nothing was loaded');
  return loaded;
}

/** Series for the curves: of runs that have ended from the store, of those in progress from their journals. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, type LiveRun, spoolDirectory } from '../../record/live.ts';
import type { RunId } from '../../run/run-id.ts';
import { findTip } from '../../store/list.ts';
import type { CurveRun, Desk, RunSeries } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { type EndedRun, endedSeries } from './ended-series.ts';
import { type LiveSeries, openLiveSeries } from './live-series.ts';

type CurvesPart = Pick<Desk, 'metricsOf' | 'series'>;

export function curvesDesk(context: Context): CurvesPart {
  const ended = endedSeries(context.source);
  const live = liveOnes(context);
  return {
    async metricsOf(run) {
      const found = await live(run);
      if (found !== undefined) return [...found.keys()];
      const there = await endedRun(context, run);
      return there === undefined ? [] : ended.names(there);
    },
    async series(runs, metrics) {
      const all: ReadonlyMap<string, RunSeries>[] = [];
      for (const run of runs) {
        const found = await live(run);
        const there = found === undefined ? await endedRun(context, run) : undefined;
        all.push(found ?? (there === undefined ? new Map() : await ended.of(there, metrics)));
      }
      return all;
    },
  };
}

/** Runs in progress that are read on. */
const MOST_LIVE = 32;

/** Looks at a run in progress; undefined where it is none. */
function liveOnes(context: Context): (run: CurveRun) => Promise<ReadonlyMap<string, RunSeries> | undefined> {
  const opened = new Map<RunId, LiveSeries>();
  return async ({ id, commit, started }) => {
    if (commit !== undefined) {
      opened.delete(id);
      return undefined;
    }
    const known = opened.get(id);
    const journal = known === undefined ? await journalOf(context, id) : undefined;
    if (known === undefined && journal === undefined) return undefined;
    const series = known ?? openLiveSeries(journal as LiveRun, Date.parse(started), context.now);
    opened.delete(id);
    opened.set(id, series);
    for (const oldest of opened.keys()) if (opened.size > MOST_LIVE) opened.delete(oldest);
    await series.look();
    return series.found();
  };
}

/** Beside the refs, or where there was room for it. */
async function journalOf(context: Context, id: RunId): Promise<LiveRun | undefined> {
  const { place } = await context.repository();
  for (const parent of [join(cacheDirectory(place.commonDir), 'live'), spoolDirectory(context.env)]) {
    const path = join(parent, id);
    const isThere = await stat(path).then(
      found => found.isDirectory(),
      () => false,
    );
    if (isThere) return { id, path };
  }
  return undefined;
}

/** One that was in progress when it was listed may have ended since. */
async function endedRun(context: Context, run: CurveRun): Promise<EndedRun | undefined> {
  const { id, commit, started, metrics } = run;
  if (commit !== undefined) return { commit, started, metrics };
  const tip = await findTip(await context.source(), id);
  return tip === undefined ? undefined : { commit: tip.commit, started };
}

/** Series for the curves: of runs that have ended from the store, of those in progress from their journals. */
import { findTip } from '../../store/tips.ts';
import type { CurveRun, Desk, RunSeries } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { type EndedRun, endedSeries } from './ended-series.ts';
import type { LiveOnes } from './live-ones.ts';

type CurvesPart = Pick<Desk, 'metricsOf' | 'series'>;

export function curvesDesk(context: Context, live: LiveOnes): CurvesPart {
  const ended = endedSeries(context.source);
  return {
    async metricsOf(run) {
      const found = (await live.look(run))?.found();
      if (found !== undefined) return [...found.keys()];
      const there = await endedRun(context, run);
      return there === undefined ? [] : ended.names(there);
    },
    async series(runs, metrics) {
      const all: ReadonlyMap<string, RunSeries>[] = [];
      for (const run of runs) {
        const found = (await live.look(run))?.found();
        const there = found === undefined ? await endedRun(context, run) : undefined;
        all.push(found ?? (there === undefined ? new Map() : await ended.of(there, metrics)));
      }
      return all;
    },
  };
}

/** One that was in progress when it was listed may have ended since. */
async function endedRun(context: Context, run: CurveRun): Promise<EndedRun | undefined> {
  const { id, commit, started, metrics } = run;
  if (commit !== undefined) return { commit, started, metrics };
  const tip = await findTip(await context.source(), id);
  return tip === undefined ? undefined : { commit: tip.commit, started };
}

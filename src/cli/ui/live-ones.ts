/** The runs in progress that are looked at: each is read on, and not anew. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, type LiveRun, spoolDirectory } from '../../record/live.ts';
import type { RunId } from '../../run/run-id.ts';
import type { CurveRun } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { type LiveSeries, openLiveSeries } from './live-series.ts';

export interface LiveOnes {
  /** What a run in progress has logged up to now; undefined where it is none. Rejects with the system's errors. */
  look(run: Pick<CurveRun, 'id' | 'commit' | 'started'>): Promise<LiveSeries | undefined>;
}

/** So many are read on. */
const MOST = 32;

/** Opens none yet. */
export function liveOnes(context: Context): LiveOnes {
  const opened = new Map<RunId, LiveSeries>();
  return {
    async look({ id, commit, started }) {
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
      for (const oldest of opened.keys()) if (opened.size > MOST) opened.delete(oldest);
      await series.look();
      return series;
    },
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

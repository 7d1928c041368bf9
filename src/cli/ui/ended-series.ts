/** The series of runs that have ended, which never change: those that were looked at last are kept. */

import type { Readable } from '../../git/readable.ts';
import { CorruptRecordError } from '../../run/errors.ts';
import { isResource } from '../../run/metric.ts';
import { readResourceSeries } from '../../store/resource-series.ts';
import { readRunSeries } from '../../store/run-series.ts';
import type { RunChunk } from '../../store/series-files.ts';
import type { CurveRun, RunSeries } from '../../tui/desk.ts';
import type { GrowingSeries } from './growing-series.ts';
import { addChunk, seriesIn } from './series-of-chunks.ts';

export interface EndedRun extends Pick<CurveRun, 'started'> {
  readonly commit: string;
  /** Those it logged; absent where that is not known. */
  readonly metrics?: CurveRun['metrics'];
}

export interface EndedSeries {
  /** The metrics of a run: those it logged, and what was measured of its job. */
  names(run: EndedRun): Promise<readonly string[]>;
  /** Some of them; of a run that cannot be read none. */
  of(run: EndedRun, metrics: readonly string[]): Promise<ReadonlyMap<string, RunSeries>>;
}

export interface Kept {
  readonly runs: number;
  readonly points: number;
}

const KEPT: Kept = { runs: 64, points: 5_000_000 };
/** Of a run with more points only those metrics are held that are asked for; of others all, since they lie together. */
const ALL = 1_000_000;

/** A run's series as far as they were read. */
interface Entry {
  readonly logged: Map<string, RunSeries>;
  readonly measured: Map<string, RunSeries>;
  /** Those that were looked for; undefined once that were all. */
  looked: Set<string> | undefined;
  hasMeasured: boolean;
}

/** Opens them; `kept` is what is held at most. */
export function endedSeries(source: () => Promise<Readable>, kept = KEPT): EndedSeries {
  const entries = new Map<string, Entry>();
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other: who asks twice at once has it read once. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };
  const entryOf = ({ commit }: EndedRun): Entry => {
    const entry = entries.get(commit) ?? newEntry();
    entries.delete(commit);
    entries.set(commit, entry);
    return entry;
  };
  return {
    names: run =>
      inTurn(async () => {
        const entry = entryOf(run);
        await lookAtMeasured(await source(), run, entry);
        if (run.metrics === undefined) await lookAtLogged(await source(), run, { entry, metrics: [] });
        trim(entries, kept);
        const logged = run.metrics === undefined ? entry.logged.keys() : Object.keys(run.metrics);
        return [...new Set([...logged, ...entry.measured.keys()])];
      }),
    of: (run, metrics) =>
      inTurn(async () => {
        const entry = entryOf(run);
        await lookAtLogged(await source(), run, { entry, metrics });
        if (metrics.some(isResource)) await lookAtMeasured(await source(), run, entry);
        trim(entries, kept);
        return new Map(
          metrics.flatMap(name => {
            const series = entry.logged.get(name) ?? entry.measured.get(name);
            return series === undefined ? [] : [[name, series] as const];
          }),
        );
      }),
  };
}

function newEntry(): Entry {
  return { logged: new Map(), measured: new Map(), looked: new Set(), hasMeasured: false };
}

async function lookAtMeasured({ objects }: Readable, run: EndedRun, entry: Entry): Promise<void> {
  if (entry.hasMeasured) return;
  entry.hasMeasured = true;
  await gather(readResourceSeries(objects, [run.commit]), run, { into: entry.measured, wants: () => true });
}

interface Question {
  readonly entry: Entry;
  readonly metrics: readonly string[];
}

async function lookAtLogged(
  { objects }: Readable,
  run: EndedRun,
  { entry, metrics }: Question,
): Promise<void> {
  const { looked } = entry;
  const known = run.metrics;
  const missing = metrics.filter(name => !looked?.has(name) && (!known || Object.hasOwn(known, name)));
  if (looked === undefined || (known !== undefined && missing.length === 0)) return;
  const points = Object.values(known ?? {}).reduce((sum, { count }) => sum + count, 0);
  const isAll = points <= ALL;
  const wanted = new Set(missing);
  for (const name of missing) looked.add(name);
  if (isAll) entry.looked = undefined;
  const wants = (key: string) => isAll || wanted.has(key);
  await gather(readRunSeries(objects, [run.commit]), run, { into: entry.logged, wants });
}

interface Gathering {
  readonly into: Map<string, RunSeries>;
  wants(key: string): boolean;
}

/** A run that is damaged has no curves, and those of the others are there. */
async function gather(
  chunks: AsyncIterable<RunChunk>,
  run: EndedRun,
  { into, wants }: Gathering,
): Promise<void> {
  const started = Date.parse(run.started);
  const growing = new Map<string, GrowingSeries>();
  try {
    for await (const { chunk } of chunks) if (wants(chunk.key)) addChunk(growing, chunk, started);
  } catch (error) {
    if (!(error instanceof CorruptRecordError)) throw error;
  }
  for (const [key, series] of seriesIn(growing)) into.set(key, series);
}

/** Lets those go that were not looked at for longest; the last one stays, however long it is. */
function trim(entries: Map<string, Entry>, { runs, points }: Kept): void {
  let sum = [...entries.values()].reduce((all, entry) => all + pointsOf(entry), 0);
  for (const [commit, entry] of entries) {
    if (entries.size === 1 || (entries.size <= runs && sum <= points)) return;
    entries.delete(commit);
    sum -= pointsOf(entry);
  }
}

function pointsOf({ logged, measured }: Entry): number {
  const all = [...logged.values(), ...measured.values()];
  return all.reduce((sum, { y }) => sum + y.length, 0);
}

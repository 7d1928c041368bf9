/** Reads the series of the runs that are to be shown: those of the metrics on the screen, and on while they grow. */
import { useEffect, useMemo, useRef } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent } from '../state/app.ts';
import { type CurveRuns, chosenForCurves, curveRuns } from '../state/curve-runs.ts';
import { pageOf } from '../state/metric-curves.ts';
import { type MetricsEvent, type MetricsState, reduceMetrics, type SeriesAnswer } from '../state/metrics.ts';
import { currentRun, type RunsState } from '../state/runs.ts';

export interface CurvesRequest {
  readonly runs: RunsState;
  readonly state: MetricsState;
  /** Cells of the pane. */
  readonly width: number;
  readonly height: number;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

/** Who goes through the list does not want the curves of every run: only of the one where he stays so many ms. */
const STAYS = 60;
/** Runs in progress are read on so often: ms. */
const LIVE = 1000;

/** Asks, and has what comes told to the pane; nothing is asked again and again where no run is in progress. */
export function useCurves(request: CurvesRequest): void {
  const { runs, state, width, height } = request;
  const { marked, pinned, shown, rows } = runs;
  // Who goes through ten thousand runs does not look through all of them for marks each time.
  const chosen = useMemo(
    () => chosenForCurves({ marked, pinned, shown, rows }),
    [marked, pinned, shown, rows],
  );
  const current = currentRun(runs);
  const wanted = useMemo(() => curveRuns(chosen, current), [chosen, current]);
  const latest = useRef<Reading>({ ...request, ...wanted });
  latest.current = { ...request, ...wanted };
  const key = wanted.rows.map(({ id, commit }) => `${id} ${commit ?? ''}`).join();
  const seen = pageOf(state, { width, height }).metrics;
  const missing = seen.filter(metric => !state.data.answered.has(metric)).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs are who they are.
  useEffect(() => once(STAYS, isWanted => readRuns(latest.current, isWanted)), [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: metrics are what they are called.
  useEffect(() => {
    if (missing === '') return;
    return once(0, isWanted => readSeen(latest.current, isWanted));
  }, [missing, state.data.runs]);
  const isLive = state.data.runs.some(run => run.isLive);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs are who they are.
  useEffect(() => (isLive ? again(isWanted => readOn(latest.current, isWanted)) : undefined), [key, isLive]);
}

/** What is to be read, and for whom. */
interface Reading extends CurvesRequest, CurveRuns {}

type Work = (isWanted: () => boolean) => Promise<void>;

/** Does it after so many ms, unless it is not wanted any more then; returns what takes it back. */
function once(ms: number, work: Work): () => void {
  let isWanted = true;
  const timer = setTimeout(() => void work(() => isWanted), ms);
  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}

/** Does it every so often, as long as it is wanted: a second after it was done, however long that took. */
function again(work: Work): () => void {
  let isEnded = false;
  let timer: NodeJS.Timeout;
  const next = () => {
    timer = setTimeout(async () => {
      await work(() => !isEnded);
      if (!isEnded) next();
    }, LIVE);
  };
  next();
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}

/** Which metrics they have, and those series that will be on the screen: all at once, so that nothing flickers. */
async function readRuns(reading: Reading, isWanted: () => boolean): Promise<void> {
  const { state, width, height } = reading;
  await told(reading, isWanted, async () => {
    const event = { kind: 'runs', ...(await runsOf(reading)), metrics: [], series: new Map() } as const;
    const { metrics } = pageOf(reduceMetrics(state, event), { width, height });
    return { ...event, ...(await seriesOf(reading, metrics)) };
  });
}

/** The runs as the pane knows them. */
async function runsOf({ desk, rows, leftOut }: Reading) {
  const starts = rows.map(({ started }) => Date.parse(started) / 1000);
  const first = Math.min(...starts);
  const names = await Promise.all(rows.map(row => desk.metricsOf(row)));
  return {
    leftOut,
    runs: rows.map(({ id, name, status }, at) => ({
      ...{ id, name, isLive: status === 'running' },
      delay: (starts[at] ?? first) - first,
      metrics: names[at] ?? [],
    })),
  };
}

/** What has come onto the screen, and is not there yet. */
async function readSeen(reading: Reading, isWanted: () => boolean): Promise<void> {
  const { state, width, height } = reading;
  const { metrics } = pageOf(state, { width, height });
  const missing = metrics.filter(metric => !state.data.answered.has(metric));
  await told(reading, isWanted, async () => ({ kind: 'series', ...(await seriesOf(reading, missing)) }));
}

/** What those in progress have said since, and of what. */
async function readOn(reading: Reading, isWanted: () => boolean): Promise<void> {
  const { state, desk, width, height } = reading;
  const live = reading.rows.filter(({ status }) => status === 'running');
  const { metrics } = pageOf(state, { width, height });
  await told(reading, isWanted, async () => {
    const answer = await seriesOf({ desk, rows: live }, metrics);
    const known = new Map(state.data.runs.map(run => [run.id, run.metrics.length]));
    const names = await Promise.all(live.map(row => desk.metricsOf(row)));
    const isSame = live.every(({ id }, at) => known.get(id) === names[at]?.length);
    return isSame ? { kind: 'series', ...answer } : { kind: 'runs', ...(await runsOf(reading)), ...answer };
  });
}

async function seriesOf(
  { desk, rows }: Pick<Reading, 'desk' | 'rows'>,
  metrics: readonly string[],
): Promise<SeriesAnswer> {
  const found = await desk.series(rows, metrics);
  return { metrics, series: new Map(rows.map(({ id }, at) => [id, found[at] ?? new Map()])) };
}

/** What goes wrong is told too. */
async function told(
  { send }: Reading,
  isWanted: () => boolean,
  ask: () => Promise<MetricsEvent>,
): Promise<void> {
  const event = await ask().catch(
    (error: Error): MetricsEvent => ({ kind: 'failed', trouble: sanitise(error.message) }),
  );
  if (isWanted()) send({ kind: 'metrics', event });
}

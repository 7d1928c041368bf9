/** The curves that are looked at: of which runs and metrics, over what, and how closely. */
import { keysByCount, settingsLast } from '../../query/salient.ts';
import { isResource } from '../../run/metric.ts';
import type { RunId } from '../../run/run-id.ts';
import type { Axis } from '../../view/figure/series.ts';
import type { RunSeries } from '../desk.ts';
import { currentMetric, type Unit, unitOf, wholeOf } from './metric-curves.ts';
import { slotsFor } from './series-slots.ts';

export interface MetricsState {
  readonly data: CurveData;
  readonly look: CurveLook;
  /** Where values are read. */
  readonly cross: Cross | undefined;
  /** The run of the legend that the keys are about, and the first one on the screen. */
  readonly cursor: number;
  readonly top: number;
}

/** What there is to be drawn. */
export interface CurveData {
  readonly runs: readonly ShownRun[];
  /** Runs that were to be shown too, and are too many. */
  readonly leftOut: number;
  /** All metrics of these runs, those that say most first. */
  readonly metrics: readonly string[];
  readonly series: ReadonlyMap<RunId, ReadonlyMap<string, RunSeries>>;
  /** The metrics whose series are there, as far as there are any. */
  readonly answered: ReadonlySet<string>;
  /** Of each run that is or was shown, which colour and sign is its own. */
  readonly slots: ReadonlyMap<RunId, number>;
  readonly isRead: boolean;
  readonly trouble: string | undefined;
}

export interface ShownRun {
  readonly id: RunId;
  readonly name: string;
  readonly isLive: boolean;
  /** Seconds from the first start of all to its own. */
  readonly delay: number;
  readonly metrics: readonly string[];
}

/** How it is drawn. */
export interface CurveLook {
  /** What the names of metrics are to hold. */
  readonly filter: string;
  /** The metric that the keys are about; the first, where there is none of that name. */
  readonly current: string | undefined;
  /** Whether it has all of the pane. */
  readonly isOne: boolean;
  readonly axis: Axis;
  readonly logX: boolean;
  readonly logY: boolean;
  /** The weight of what came before, from 0 up to below 1. */
  readonly smoothing: number;
  /** The stretch that is seen; all, where undefined. */
  readonly span: Stretch | undefined;
  readonly hidden: ReadonlySet<RunId>;
  /** The one run that is shown alone. */
  readonly solo: RunId | undefined;
}

/** A stretch of the horizontal axis of those charts that count in a unit. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly unit: Unit;
}

export interface Cross {
  readonly x: number;
  readonly unit: Unit;
}

export const NO_METRICS: MetricsState = {
  data: {
    runs: [],
    leftOut: 0,
    metrics: [],
    series: new Map(),
    answered: new Set(),
    slots: new Map(),
    isRead: false,
    trouble: undefined,
  },
  look: {
    filter: '',
    current: undefined,
    isOne: false,
    axis: 'step',
    logX: false,
    logY: false,
    smoothing: 0,
    span: undefined,
    hidden: new Set(),
    solo: undefined,
  },
  cross: undefined,
  cursor: 0,
  top: 0,
};

/** Series of some metrics, of runs by their ids. */
export interface SeriesAnswer {
  readonly metrics: readonly string[];
  readonly series: ReadonlyMap<RunId, ReadonlyMap<string, RunSeries>>;
}

export type MetricsEvent =
  /** Other runs are shown, or these have other metrics; with the series that are seen first. */
  | ({
      readonly kind: 'runs';
      readonly runs: readonly ShownRun[];
      readonly leftOut: number;
    } & SeriesAnswer)
  | ({ readonly kind: 'series' } & SeriesAnswer)
  | { readonly kind: 'failed'; readonly trouble: string }
  | { readonly kind: 'search'; readonly text: string }
  /** Out of what one is in: the cross, the filter. */
  | { readonly kind: 'back' };

/** What becomes of the curves when something has happened. */
export function reduceMetrics(state: MetricsState, event: MetricsEvent): MetricsState {
  switch (event.kind) {
    case 'runs':
      return follow(state, withRuns(state, event));
    case 'series':
      return follow(state, { ...state, data: withSeries(state.data, event) });
    case 'failed':
      return { ...state, data: { ...state.data, isRead: true, trouble: event.trouble } };
    case 'search':
      return { ...state, look: { ...state.look, filter: event.text.trim() } };
    case 'back':
      return state.cross === undefined
        ? { ...state, look: { ...state.look, filter: '' } }
        : { ...state, cross: undefined };
  }
}

/** Whether `back` has something to leave. */
export function canLeave({ cross, look }: MetricsState): boolean {
  return cross !== undefined || look.filter !== '';
}

function withRuns(state: MetricsState, event: Extract<MetricsEvent, { kind: 'runs' }>): MetricsState {
  const { runs, leftOut } = event;
  const { data } = state;
  const ids = runs.map(({ id }) => id);
  const before = new Set(data.runs.map(({ id }) => id));
  const next: CurveData = {
    runs,
    leftOut,
    metrics: inOrder(runs.map(({ metrics }) => metrics)),
    // Of those that stay what was read stays.
    series: new Map(ids.flatMap(id => [[id, data.series.get(id) ?? new Map()] as const])),
    answered: ids.every(id => before.has(id)) ? data.answered : new Set(),
    slots: slotsFor(ids, data.slots),
    isRead: true,
    trouble: undefined,
  };
  const cursor = Math.max(0, Math.min(state.cursor, runs.length - 1));
  const solo = ids.find(id => id === state.look.solo);
  return { ...state, data: withSeries(next, event), look: { ...state.look, solo }, cursor };
}

/** Those of most runs first; settings and clocks behind them, and what was measured of jobs last. */
function inOrder(lists: readonly (readonly string[])[]): string[] {
  const all = keysByCount(lists.map(names => Object.fromEntries(names.map(name => [name, true]))));
  return [...settingsLast(all.filter(name => !isResource(name))), ...all.filter(isResource)];
}

function withSeries(data: CurveData, { metrics, series }: SeriesAnswer): CurveData {
  const next = new Map(data.series);
  // What was asked for other runs says nothing of these.
  const isWhole = data.runs.every(({ id }) => series.has(id));
  const fresh = isWhole ? metrics.filter(name => !data.answered.has(name)) : [];
  let isNew = fresh.length > 0 || data.trouble !== undefined;
  for (const [id, found] of series) {
    const before = data.series.get(id);
    const changed = before === undefined ? [] : [...found].filter(([name, one]) => before.get(name) !== one);
    if (before === undefined || changed.length === 0) continue;
    next.set(id, new Map([...before, ...changed]));
    isNew = true;
  }
  if (!isNew) return data;
  return { ...data, series: next, answered: new Set([...data.answered, ...fresh]), trouble: undefined };
}

/** Who looks at the end of the curves goes on looking at it while they grow. */
function follow(before: MetricsState, state: MetricsState): MetricsState {
  const { span } = state.look;
  const metric = currentMetric(state);
  if (state.data === before.data) return before;
  if (span === undefined || metric === undefined || unitOf(metric, state.look.axis) !== span.unit)
    return state;
  const [then, now] = [wholeOf(before, [metric]), wholeOf(state, [metric])];
  if (then === undefined || now === undefined || span.to < then.to || now.to <= then.to) return state;
  const by = now.to - span.to;
  return { ...state, look: { ...state.look, span: { ...span, from: span.from + by, to: now.to } } };
}

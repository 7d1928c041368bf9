/** What a page of plots carries: all it shows, safe to show, as plain JSON. */
import { type Better, betterOf, type Directions } from '../../query/direction.ts';
import { printBetter } from '../plot.ts';
import { sanitise } from '../sanitise.ts';
import type { Column } from './column.ts';
import { type SampledSeries, sampleOf } from './sample.ts';
import { type Axis, isTimeless, type MetricSeries } from './series.ts';

export interface PageRun {
  readonly name: string;
  /** Seconds after the first start of all. */
  readonly delay: number;
}

export interface PageSeries extends SampledSeries {
  /** Whose, by its place among the runs. */
  readonly run: number;
  /** Whether its points name no time of their own. */
  readonly isTimeless: boolean;
}

export interface PageCurves {
  readonly metric: string;
  readonly better: Better;
  /** `lower is better, by its name`. */
  readonly note: string;
  readonly series: readonly PageSeries[];
}

/** Figures of the runs' columns, by their places in `columns`. */
export interface PageFigures {
  readonly scatter?: { readonly x: number; readonly y: number; readonly colour?: number };
  readonly parallel?: { readonly axes: readonly number[]; readonly colour?: number };
  readonly histogram?: number;
}

/** What is shown at first. */
export interface PageStart {
  readonly axis: Axis;
  readonly smoothing: number;
  readonly logX: boolean;
  readonly logY: boolean;
}

export interface PageData {
  readonly title: string;
  readonly runs: readonly PageRun[];
  readonly curves: readonly PageCurves[];
  /** Undefined values are null. */
  readonly columns: readonly Column[];
  readonly figures: PageFigures;
  readonly start: PageStart;
}

export interface PageSource extends Pick<PageData, 'title' | 'columns' | 'figures' | 'start'> {
  readonly runs: readonly PageRun[];
  readonly metrics: readonly {
    readonly metric: string;
    readonly series: readonly { readonly run: number; readonly points: MetricSeries }[];
  }[];
  readonly directions: Directions;
  readonly every: number;
}

/** Points of all curves of a page together: some three megabytes. */
const MOST_POINTS = 120_000;

/** Samples the series and makes the names safe. */
export function pageDataOf({ runs, metrics, directions, every, ...rest }: PageSource): PageData {
  const count = metrics.reduce((sum, { series }) => sum + series.length, 0);
  const most = Math.min(4000, Math.max(12, Math.floor(MOST_POINTS / Math.max(1, count))));
  return {
    ...rest,
    runs: runs.map(({ name, delay }) => ({ name: sanitise(name), delay })),
    curves: metrics.map(({ metric, series }) => ({
      metric: sanitise(metric),
      better: betterOf(metric, directions).better,
      note: printBetter(metric, directions),
      series: series.map(({ run, points }) => ({
        run,
        isTimeless: isTimeless(points),
        ...sampleOf(points, { most, every, logX: rest.start.logX }),
      })),
    })),
  };
}

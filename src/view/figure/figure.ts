/** What can be drawn of runs, as data: terminals, pictures and pages all draw these. */
import type { PlottedMetric } from '../plot.ts';
import type { Column } from './column.ts';

/** A metric of several runs over steps or seconds. */
export interface CurvesFigure extends PlottedMetric {
  readonly kind: 'curves';
  /** `lower is better, by its name`. */
  readonly note: string;
  /** What x is: `step`, `seconds`. */
  readonly label: string;
  readonly logX: boolean;
  readonly logY: boolean;
  /** The weight of what came before, from 0 up to below 1; the raw curves are drawn behind. */
  readonly smoothing: number;
}

/** A point for each run that has both. */
export interface ScatterFigure {
  readonly kind: 'scatter';
  readonly runs: readonly string[];
  readonly x: Column;
  readonly y: Column;
  readonly colour?: Column;
  readonly logX: boolean;
  readonly logY: boolean;
}

/** A line through all axes for each run. */
export interface ParallelFigure {
  readonly kind: 'parallel';
  readonly runs: readonly string[];
  readonly axes: readonly Column[];
  readonly colour?: Column;
}

/** How often which values are there. */
export interface HistogramFigure {
  readonly kind: 'histogram';
  readonly column: Column;
}

export type Figure = CurvesFigure | ScatterFigure | ParallelFigure | HistogramFigure;

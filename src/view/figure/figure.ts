/** What can be drawn of runs, as data: terminals, pictures and pages all draw these. */
import type { Column } from './column.ts';

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

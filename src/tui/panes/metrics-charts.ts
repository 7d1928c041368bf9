/** The charts on the screen, drawn: what takes its time, and is done again only where what is drawn is another thing. */
import { isResource } from '../../run/metric.ts';
import { enoughOf } from '../../view/chart/coarse.ts';
import { type Spans, spansOf } from '../../view/chart/frame.ts';
import { type Drawing, drawCurves } from '../../view/chart/line-chart.ts';
import { type Columns, stretchOf } from '../../view/chart/stretch.ts';
import { formatBytes } from '../../view/format.ts';
import type { GridSize } from '../state/curve-grid.ts';
import {
  curvesOf,
  type Drawn,
  type Page,
  pageOf,
  type Range,
  type RunCurve,
  rangeOf,
  type Unit,
  unitOf,
} from '../state/metric-curves.ts';

export interface Charts {
  readonly page: Page;
  readonly charts: readonly Chart[];
}

export interface Chart {
  readonly metric: string;
  readonly unit: Unit;
  readonly curves: readonly RunCurve[];
  /** Curves of the drawing: the first `behind` are those that stand, unsmoothed, behind the others. */
  readonly behind: number;
  /** Undefined where there is nothing to be drawn. */
  readonly drawing: Drawing | undefined;
  /** Whether its series have not come yet. */
  readonly isAwaited: boolean;
}

/** Draws the charts of the page that is looked at. */
export function chartsOf(drawn: Drawn, size: GridSize): Charts {
  const page = pageOf(drawn, size);
  return { page, charts: page.metrics.map(metric => chartOf(drawn, metric, page)) };
}

/** Values of a vertical axis have so many cells: an axis that moves with every other value is none. */
const MARGIN = 7;

function chartOf(drawn: Drawn, metric: string, { grid }: Page): Chart {
  const { axis, logX, logY } = drawn.look;
  const curves = curvesOf(drawn, metric);
  const unit = unitOf(metric, axis);
  const range = seenOf(drawn, curves, unit);
  const lines = range === undefined ? [] : linesOf(curves, range);
  const spans = range === undefined ? undefined : spansFor(drawn, lines.slice(0, curves.length), range);
  const drawing =
    spans === undefined
      ? undefined
      : drawCurves(lines, {
          ...{ spans, logX, logY, margin: MARGIN },
          // What all the others are drawn over stands beside the name of the pane.
          label: axis === 'step' && unit === 'seconds' ? unit : '',
          width: grid.width,
          height: grid.height - 1,
          ...(isMemory(metric) ? { printY: formatBytes } : {}),
        });
  const isAwaited = curves.length === 0 && !drawn.data.answered.has(metric);
  return { metric, unit, curves, behind: Math.max(0, lines.length - curves.length), drawing, isAwaited };
}

/** Whether values of a metric are bytes, as git-run counts them. */
export function isMemory(metric: string): boolean {
  return isResource(metric) && metric.endsWith('memory');
}

/** What is seen of the horizontal axis. */
function seenOf({ look }: Drawn, curves: readonly RunCurve[], unit: Unit): Range | undefined {
  const { span, logX } = look;
  return span?.unit === unit ? span : rangeOf(curves, logX);
}

/** The curves as they are drawn, those behind first. */
function linesOf(curves: readonly RunCurve[], { from, to }: Range): Columns[] {
  const raw = curves.map(({ points }) => points.forms);
  const smoothed = curves.flatMap(({ points: { smoothedForms } }) => (smoothedForms ? [smoothedForms] : []));
  return [...raw, ...smoothed].map(forms => enoughOf(forms, from, to));
}

/** All that the curves come to there; smoothed ones are never beyond the others. */
function spansFor({ look }: Drawn, lines: readonly Columns[], { from, to }: Range): Spans | undefined {
  const seen = spansOf(
    lines.map(line => stretchOf(line, from, to)),
    look,
  );
  return seen === undefined ? undefined : { ...seen, left: from, right: to };
}

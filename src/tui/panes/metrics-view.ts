/** The curves as lines of the screen: charts side by side and below each other, and the legend under them. */
import { betterOf, type Directions } from '../../query/direction.ts';
import { isResource } from '../../run/metric.ts';
import { type Piece, piecesOf } from '../../view/chart/frame.ts';
import { cellOf, type Mark, overlay } from '../../view/chart/overlay.ts';
import { firstBehind } from '../../view/chart/stretch.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, widthOf } from '../../view/width.ts';
import { GAP } from '../state/curve-grid.ts';
import { placeAt } from '../state/curve-points.ts';
import { currentMetric, type RunCurve } from '../state/metric-curves.ts';
import type { MetricsState } from '../state/metrics.ts';
import type { Theme } from '../theme.ts';
import type { Chart, Charts } from './metrics-charts.ts';
import { legendLines, valueText } from './metrics-legend.ts';
import { nothingToDraw } from './metrics-nothing.ts';
import { signOf } from './run-signs.ts';

export interface MetricsSize {
  readonly width: number;
  readonly height: number;
  readonly hasFocus: boolean;
}

export interface MetricsParts {
  readonly state: MetricsState;
  readonly theme: Theme;
  readonly directions: Directions;
}

/** Prints them, of what was drawn for the same state and size. */
export function metricsView(charts: Charts, size: MetricsSize, parts: MetricsParts): string[] {
  const nothing = nothingToDraw(parts.state, size.width, parts.theme);
  if (nothing !== undefined) return nothing;
  const { grid } = charts.page;
  const lines: string[] = [];
  for (let at = 0; at < charts.charts.length; at += grid.columns) {
    const row = charts.charts.slice(at, at + grid.columns);
    const blocks = row.map(chart => chartLines(chart, { ...parts, charts, hasFocus: size.hasFocus }));
    for (let line = 0; line < grid.height; line++)
      lines.push(blocks.map(block => block[line] ?? ' '.repeat(grid.width)).join(' '.repeat(GAP)));
  }
  const above = size.height - grid.legend;
  while (lines.length < above) lines.push('');
  return [...lines.slice(0, above), ...legendLines(charts, size, parts)];
}

interface ChartParts extends MetricsParts {
  readonly charts: Charts;
  readonly hasFocus: boolean;
}

/** One chart, each of its lines as wide as there is room. */
function chartLines(chart: Chart, parts: ChartParts): string[] {
  const { grid } = parts.charts.page;
  const { drawing } = chart;
  const title = titleLine(chart, parts);
  if (drawing === undefined) {
    const why = chart.isAwaited ? 'reading …' : whyEmpty(chart);
    const text = cut(`  ${why}`, grid.width);
    return [title, parts.theme.style.dim(text) + ' '.repeat(grid.width - widthOf(text))];
  }
  const { marks, line } = marksOf(chart, parts);
  const cells = overlay(drawing.cells, marks, line);
  const paints = paintsOf(chart, parts);
  return [
    title,
    ...drawing.frame
      .around(cells.map(piecesOf))
      .map(pieces => printed(pieces, { paints, width: grid.width })),
  ];
}

function whyEmpty({ curves }: Chart): string {
  return curves.length === 0 ? 'no points' : 'no points here';
}

/** Its name, then the best value there is and whose it is. */
function titleLine(
  { metric, curves }: Chart,
  { state, theme, directions, charts, hasFocus }: ChartParts,
): string {
  const { width } = charts.page.grid;
  const isCurrent = charts.charts.length > 1 && metric === currentMetric(state);
  const name = cut(` ${sanitise(metric)} `, width);
  const best = bestOf(metric, curves, directions);
  const word = isResource(metric) ? 'most' : 'best';
  const text = best === undefined ? '' : ` ${word} ${valueText(metric, best.value)} `;
  const shown = isCurrent && hasFocus ? theme.cursor(name) : theme.style.bold(name);
  const used = widthOf(name) + widthOf(text) + 1;
  if (best === undefined || used > width) return shown + ' '.repeat(width - widthOf(name));
  const { sign, paint } = signOf(state.data, best.curve.run.id, theme);
  return shown + theme.style.dim(text) + paint(sign) + ' '.repeat(width - used);
}

interface Best {
  readonly value: number;
  readonly curve: RunCurve;
}

/** Of what a job takes nothing is good: that is the most. */
export function bestOf(
  metric: string,
  curves: readonly RunCurve[],
  directions: Directions,
): Best | undefined {
  const isLess = !isResource(metric) && betterOf(metric, directions).better === 'min';
  let best: Best | undefined;
  for (const curve of curves) {
    const value = isLess ? curve.points.least : curve.points.most;
    if (Number.isNaN(value)) continue;
    if (best === undefined || (isLess ? value < best.value : value > best.value)) best = { value, curve };
  }
  return best;
}

interface Marks {
  readonly marks: readonly Mark[];
  /** The column of the cross. */
  readonly line: number | undefined;
}

/** Each curve has its sign: where the cross meets it, else at its end. */
function marksOf({ drawing, curves, unit, behind }: Chart, { state, theme }: ChartParts): Marks {
  if (drawing === undefined) return { marks: [], line: undefined };
  const { frame } = drawing;
  const cross = state.cross?.unit === unit ? state.cross.x : undefined;
  const across = cross === undefined ? Number.NaN : frame.horizontal.place(cross);
  const isHere = across >= 0 && across <= 1;
  const line = isHere ? Math.round(across * (frame.columns * 2 - 1)) >> 1 : undefined;
  const marks = curves.flatMap(({ run, points }, index): Mark[] => {
    const at = isHere ? placeAt(points, cross as number) : firstBehind(points.x, frame.horizontal.to) - 1;
    if (at === undefined || at < 0) return [];
    const x = isHere ? (cross as number) : (points.x[at] as number);
    const cell = cellOf(frame, x, (points.smoothed ?? points.y)[at] as number);
    if (cell === undefined) return [];
    return [{ ...cell, sign: signOf(state.data, run.id, theme).sign, layer: behind + index }];
  });
  return { marks, line };
}

/** Of each curve of the drawing: those behind are the same, but faint. */
function paintsOf({ curves, behind }: Chart, { state, theme }: ChartParts): Paints {
  const own = curves.map(({ run }) => signOf(state.data, run.id, theme).paint);
  const faint = own.map(paint => (text: string) => theme.style.dim(paint(text)));
  return { curves: behind > 0 ? [...faint, ...own] : own, axis: theme.style.dim };
}

interface Paints {
  readonly curves: readonly ((text: string) => string)[];
  readonly axis: (text: string) => string;
}

function printed(pieces: readonly Piece[], { paints, width }: { paints: Paints; width: number }): string {
  let line = '';
  let used = 0;
  for (const { text, of } of pieces) {
    const paint = typeof of === 'number' ? paints.curves[of] : paints.axis;
    line += paint === undefined ? text : paint(text);
    // Braille, lines and signs have a cell each.
    used += text.length;
  }
  return line + ' '.repeat(Math.max(0, width - used));
}

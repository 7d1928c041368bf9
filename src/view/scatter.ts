/** A param against a metric in the terminal: a mark for each run, groups named above the chart. */
import type { Piece } from './chart/frame.ts';
import { markOf, type Scattered, scatterChart } from './chart/scatter-chart.ts';
import { type Column, isNumeric, textsOf } from './figure/column.ts';
import type { ScatterFigure } from './figure/figure.ts';
import { groupsOf } from './figure/groups.ts';
import { formatCount } from './format.ts';
import { coloursOf } from './plot.ts';
import type { Style } from './style.ts';

export interface ScatterOptions {
  /** Cells of the chart. */
  readonly width: number;
  readonly height: number;
  readonly style: Style;
}

/** Prints a scatter plot. Texts of an axis lie at 1, 2, 3 …, and a line says which is which. */
export function printScatter(figure: ScatterFigure, { width, height, style }: ScatterOptions): string {
  const { x, y, colour, logX, logY } = figure;
  const groups = colour && groupsOf(colour);
  const [across, up] = [x, y].map(numbersOf) as [(number | undefined)[], (number | undefined)[]];
  const points = across.flatMap((one, at): Scattered[] => {
    const other = up[at];
    if (one === undefined || other === undefined) return [];
    return [{ x: one, y: other, of: groups?.of[at] ?? groups?.labels.length ?? 0 }];
  });
  const colours = coloursOf(style);
  const paint = (of: number) => colours[of % colours.length] as (text: string) => string;
  const title = `${style.bold(y.name)} ${style.dim('against')} ${style.bold(x.name)}`;
  const head = `${title}  ${style.dim(formatCount(points.length, 'run'))}\n`;
  const missing = points.some(({ of }) => of === groups?.labels.length) ? ['none'] : [];
  const legend =
    groups && [...groups.labels, ...missing].map((text, at) => `${paint(at)(markOf(at))} ${text}`);
  const chart = scatterChart(points, { width, height, label: x.name, logX, logY });
  const line = (pieces: readonly Piece[]) =>
    `${pieces.map(({ text, of }) => (typeof of === 'number' ? paint(of)(text) : style.dim(text))).join('')}\n`;
  return [
    head,
    legend === undefined ? '' : `${style.dim(`${colour?.name}:`)} ${legend.join('  ')}\n`,
    ...[x, y].map(column => namesOf(column, style)),
    ...chart.map(line),
  ].join('');
}

/** Texts by their places. */
function numbersOf(column: Column): (number | undefined)[] {
  if (isNumeric(column)) return column.values as (number | undefined)[];
  const texts = textsOf(column);
  return column.values.map(value => (value === undefined ? undefined : texts.indexOf(String(value)) + 1));
}

function namesOf(column: Column, style: Style): string {
  if (isNumeric(column)) return '';
  const names = textsOf(column).map((text, at) => `${at + 1} ${text}`);
  return names.length === 0 ? '' : `${style.dim(`${column.name}: ${names.join(', ')}`)}\n`;
}

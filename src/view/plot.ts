/** Metrics of some runs as charts, one below the other: every run a curve of its colour, named above the chart. */
import { type Better, betterOf, type Directions } from '../query/direction.ts';
import { isResource } from '../run/metric.ts';
import type { Points } from './chart/decimate.ts';
import type { Piece } from './chart/frame.ts';
import { type Curve, lineChart } from './chart/line-chart.ts';
import { smooth } from './chart/smooth.ts';
import { formatCount, formatNumber } from './format.ts';
import { sanitise } from './sanitise.ts';
import type { Paint, Style } from './style.ts';
import { pad, widestOf } from './width.ts';

/** One metric of one run. */
export interface PlottedSeries extends Points {
  /** The run's name. */
  readonly run: string;
}

export interface PlottedMetric {
  readonly metric: string;
  readonly series: readonly PlottedSeries[];
}

export interface PlotOptions {
  /** Cells of each chart. */
  readonly width: number;
  readonly height: number;
  /** What x is: `step`, `seconds`. */
  readonly label: string;
  readonly logX: boolean;
  readonly logY: boolean;
  /** The weight of what came before, from 0 up to below 1; the raw curves are drawn behind. */
  readonly smoothing: number;
  readonly directions: Directions;
  readonly style: Style;
}

/** Prints the charts. */
export function printPlots(metrics: readonly PlottedMetric[], options: PlotOptions): string {
  return metrics.map(metric => printPlot(metric, options)).join('\n');
}

function printPlot({ metric, series }: PlottedMetric, options: PlotOptions): string {
  const { style, smoothing } = options;
  const paints = coloursOf(style);
  const colour = (index: number): Paint => paints[index % paints.length] as Paint;
  const raw = series.map(({ run, x, y }): Curve => ({ name: run, x, y }));
  const smoothed = smoothing > 0 ? raw.map(one => ({ ...one, y: smooth(one.y, smoothing) })) : [];
  const lines = lineChart([...raw, ...smoothed], options);
  const paint = ({ text, of }: Piece): string => {
    if (typeof of !== 'number') return style.dim(text);
    if (smoothed.length === 0) return colour(of)(text);
    return of < raw.length ? style.dim(text) : colour(of - raw.length)(text);
  };
  const { better } = betterOf(metric, options.directions);
  const title = `${style.bold(sanitise(metric))}  ${style.dim(printBetter(metric, options.directions))}\n`;
  const chart = lines.map(pieces => `${pieces.map(paint).join('')}\n`).join('');
  // Nothing is good about what a job takes.
  const extreme =
    unitOf(metric) !== undefined ? { better: 'max' as const, word: 'most' } : { better, word: 'best' };
  return title + legend(series, extreme, colour) + chart;
}

const KNOWN = { declared: '', name: ', by its name', nothing: ', as nothing says otherwise' } as const;

/** `lower is better, by its name`; of what a job takes, where nothing is declared, what it is counted in. */
export function printBetter(metric: string, directions: Directions): string {
  const { better, from } = betterOf(metric, directions);
  const unit = from === 'declared' ? undefined : unitOf(metric);
  return unit ?? `${better === 'min' ? 'lower' : 'higher'} is better${KNOWN[from]}`;
}

/** Of what git-run measures itself. */
function unitOf(metric: string): string | undefined {
  return isResource(metric) ? UNITS.find(([key]) => key.test(metric))?.[1] : undefined;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/[/_]memory$/, 'bytes'],
  [/\/cpu$/, 'percent of one processor'],
  [/\/gpu\d+$/, 'percent busy'],
];

/** Colours that are told apart on dark and on light, in the order of the runs. */
export function coloursOf(style: Style): readonly Paint[] {
  return [style.cyan, style.yellow, style.magenta, style.green, style.red, style.blue];
}

/** More than these are no legend any more. */
const MOST_NAMED = 12;

interface Extreme {
  readonly better: Better;
  /** What it is called. */
  readonly word: string;
}

function legend(
  series: readonly PlottedSeries[],
  extreme: Extreme,
  colour: (index: number) => Paint,
): string {
  const shown = series.length > MOST_NAMED ? series.slice(0, MOST_NAMED - 1) : series;
  const names = shown.map(({ run }) => sanitise(run));
  const widest = widestOf(names);
  const lines = shown.map(({ y }, index) => {
    const name = pad(names[index] as string, widest);
    return `${colour(index)('●')} ${name}  ${figures(y, extreme)}\n`;
  });
  const rest = series.length - shown.length;
  return lines.join('') + (rest === 0 ? '' : `… and ${formatCount(rest, 'more run')}\n`);
}

/** `last 0.31, best 0.29 of 200 points`. */
function figures(y: ArrayLike<number>, { better, word }: Extreme): string {
  let best = Number.NaN;
  for (let at = 0; at < y.length; at++) {
    const value = y[at] as number;
    if (Number.isNaN(best) || (better === 'min' ? value < best : value > best)) best = value;
  }
  const last = y.length === 0 ? Number.NaN : (y[y.length - 1] as number);
  return `last ${formatNumber(last)}, ${word} ${formatNumber(best)} of ${y.length}`;
}

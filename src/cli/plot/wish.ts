/** The options of `plot`, and what they come to. */

import type { Directions } from '../../query/direction.ts';
import type { Key } from '../../query/lookup.ts';
import { parseKey, parseKeys } from '../../query/lookup.ts';
import { UsageError } from '../../run/errors.ts';
import { isResource } from '../../run/metric.ts';
import { AXES, type Axis } from '../../view/figure/series.ts';
import { choosing } from '../choose-runs.ts';
import { completing, flag, type Input, list, text } from '../command.ts';

export const plotOptions = {
  metrics: completing(
    'metric',
    list('-m, --metric <name>', 'only this metric; the three that most runs have, otherwise'),
  ),
  x: completing(
    AXES,
    text('--x <axis>', 'over step, relative (seconds since a run began) or time (since the first did)'),
  ),
  smooth: text(
    '--smooth <weight>',
    'an exponential moving average, from 0 up to below 1, over the raw curve',
  ),
  logX: flag('--log-x', 'a logarithmic horizontal axis'),
  logY: flag('--log-y', 'a logarithmic vertical axis'),
  every: text('--every <n>', 'of so many points one, and the last'),
  scatter: completing('keys', text('--scatter <x,y>', 'a point for each run: params.lr,metrics.acc')),
  parallel: completing(
    'keys',
    text('--parallel <keys>', 'a line for each run through all axes; auto: params that differ, best metric'),
  ),
  histogram: list('--histogram <key>', 'how many runs have which value'),
  colour: text('--colour <key>', 'of points and lines, by a third key', '--color'),
  html: text('--html <file>', 'write a page to look at in a browser, offline too; - is standard output'),
  svg: text('--svg <file>', 'write a picture of lines and text'),
  png: text('--png <file>', 'write a picture of pixels'),
  width: text('--width <n>', 'cells of the terminal, or pixels of a picture'),
  height: text('--height <n>', 'how high each chart is: 14 cells, or 420 pixels, otherwise'),
  ...choosing,
  noPager: flag('--no-pager', 'do not page'),
};

export type Given = Input<typeof plotOptions>['options'];

/** What is to be drawn, and how. */
export interface PlotWish {
  /** Metrics that were asked for; none where nobody said. */
  readonly metrics: readonly string[];
  readonly axis: Axis;
  readonly smoothing: number;
  readonly every: number;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly scatter?: { readonly x: Key; readonly y: Key };
  /** No keys are the ones that tell the runs apart. */
  readonly parallel?: readonly Key[];
  readonly histograms: readonly Key[];
  readonly colour?: Key;
}

/** Curves as they were recorded: what is drawn where nothing is said. */
export const PLAIN: PlotWish = {
  metrics: [],
  axis: 'step',
  smoothing: 0,
  every: 1,
  logX: false,
  logY: false,
  histograms: [],
};

/** Reads the options. Throws UsageError. */
export function plotWishOf(given: Given, declared: Directions): PlotWish {
  const { logX, logY, metrics, scatter, parallel, colour } = given;
  return {
    metrics,
    // What a job takes has no steps but seconds.
    axis: axisOf(given.x ?? (metrics.length > 0 && metrics.every(isResource) ? 'relative' : 'step')),
    smoothing: weightOf(given.smooth),
    every: numberOf(given.every, '--every') ?? 1,
    logX,
    logY,
    ...(scatter === undefined ? {} : { scatter: pairOf(scatter, declared) }),
    ...(parallel === undefined ? {} : { parallel: parallel === 'auto' ? [] : severalOf(parallel, declared) }),
    histograms: parseKeys(given.histogram, declared),
    ...(colour === undefined ? {} : { colour: parseKey(colour, declared) }),
  };
}

/** Whether anything but curves was asked for. */
export function asksRuns({ scatter, parallel, histograms }: PlotWish): boolean {
  return scatter !== undefined || parallel !== undefined || histograms.length > 0;
}

/** A whole number from 1. Throws UsageError. */
export function numberOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new UsageError(`${option} needs a whole number from 1, not '${text}'`);
  return Number(text);
}

function weightOf(text = '0'): number {
  const weight = Number(text);
  if (text.trim() === '' || !(weight >= 0 && weight < 1))
    throw new UsageError(`--smooth needs a weight from 0 up to below 1, not '${text}'`);
  return weight;
}

function axisOf(text: string): Axis {
  const axis = AXES.find(name => name === text);
  if (axis === undefined) throw new UsageError(`--x is one of ${AXES.join(', ')}, not '${text}'`);
  return axis;
}

function pairOf(text: string, declared: Directions): { x: Key; y: Key } {
  const [x, y, ...more] = parseKeys([text], declared);
  if (x === undefined || y === undefined || more.length > 0)
    throw new UsageError(
      `--scatter needs two keys, not '${text}'`,
      'git run plot --scatter params.lr,metrics.acc',
    );
  return { x, y };
}

function severalOf(text: string, declared: Directions): Key[] {
  const keys = parseKeys([text], declared);
  if (keys.length < 2)
    throw new UsageError(`--parallel needs two keys or more, not '${text}'`, 'git run plot --parallel auto');
  return keys;
}

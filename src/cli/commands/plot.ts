import { own } from '../../query/lookup.ts';
import { nearest } from '../../query/nearest.ts';
import { commonMetrics, keysByCount } from '../../query/salient.ts';
import { UsageError } from '../../run/errors.ts';
import { type PlottedMetric, printPlots } from '../../view/plot.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, completing, flag, type Input, list, remoteOption, text } from '../command.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import { findEnded } from '../find-run.ts';
import { page } from '../pager.ts';
import { type Axis, readCurves } from '../read-curves.ts';
import type { EndedRun } from '../runs.ts';

const AXES: readonly Axis[] = ['step', 'relative', 'time'];

const options = {
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
  width: text('--width <cells>', 'how wide; the terminal, otherwise'),
  height: text('--height <cells>', 'how high each chart is; 14, otherwise'),
  remote: remoteOption,
  noPager: flag('--no-pager', 'do not page'),
};

/** Draws the metrics of runs. */
export const plot = command({
  name: 'plot',
  summary: 'Draw curves of metrics in the terminal, of one run or several',
  args: ['[run...]'],
  options,
  examples: [
    { line: 'git run plot', does: 'the newest run' },
    { line: 'git run plot @ @~1 -m loss --log-y', does: 'the loss of the last two, one over the other' },
    { line: 'git run plot swift-otter --x relative --smooth 0.8', does: 'over seconds, smoothed' },
  ],
  async run(here, { args, options: given }) {
    const context = here.at(given.remote);
    const size = sizeOf(context, given);
    const axis = axisOf(given.x);
    const [smoothing, every] = [weightOf(given.smooth), numberOf(given.every, '--every') ?? 1];
    const found: EndedRun[] = [];
    for (const selector of args.length === 0 ? ['@'] : args) found.push(await findEnded(context, selector));
    const metrics = metricsOf(found, given.metrics);
    if (metrics.length === 0) {
      context.say(`git-run: ${found.length === 1 ? 'the run has' : 'these runs have'} no metrics`);
      return 0;
    }
    const { logX, logY } = given;
    const label = axis === 'step' ? 'step' : 'seconds';
    const style = context.styleOf(context.out);
    const plots = await readPlots(context, found, { metrics, axis, every });
    if (axis !== 'step') sayTimeless(context, plots);
    const directions = await metricDirections(context);
    const charts = printPlots(plots, { ...size, label, logX, logY, smoothing, directions, style });
    await page(context, charts, { paged: !given.noPager });
    return 0;
  },
});

type Given = Input<typeof options>['options'];

const SMALLEST = { width: 24, height: 5 };

function sizeOf({ out }: Context, given: Given): { width: number; height: number } {
  const width = numberOf(given.width, '--width') ?? out.columns ?? 80;
  const height = numberOf(given.height, '--height') ?? 14;
  return { width: Math.max(SMALLEST.width, width), height: Math.max(SMALLEST.height, height) };
}

function numberOf(text: string | undefined, option: string): number | undefined {
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

function axisOf(text = 'step'): Axis {
  const axis = AXES.find(name => name === text);
  if (axis === undefined) throw new UsageError(`--x is one of ${AXES.join(', ')}, not '${text}'`);
  return axis;
}

/** Those that were asked for, each of which some run has; otherwise what most have. */
function metricsOf(found: readonly EndedRun[], asked: readonly string[]): string[] {
  const rows = found.map(({ row }) => row);
  for (const name of asked) {
    if (rows.some(row => own(row.metrics, name) !== undefined)) continue;
    const near = nearest(name, keysByCount(rows.map(row => row.metrics)), 2);
    throw new UsageError(
      `no metric '${name}' here${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`,
    );
  }
  return asked.length > 0 ? [...asked] : commonMetrics(rows, 3);
}

/** Events that name no time have that of the run's end, all of them. */
function sayTimeless(context: Context, plots: readonly PlottedMetric[]): void {
  for (const { metric, series } of plots) {
    for (const { run, x } of series) {
      if (x.length > 1 && x[0] === x[x.length - 1])
        context.say(
          `git-run: the points of ${sanitise(metric)} in ${sanitise(run)} name no time: give each event a "time", or plot over step`,
        );
    }
  }
}

interface PlotWish {
  readonly metrics: readonly string[];
  readonly axis: Axis;
  readonly every: number;
}

async function readPlots(
  context: Context,
  found: readonly EndedRun[],
  { metrics, axis, every }: PlotWish,
): Promise<PlottedMetric[]> {
  const source = await context.source();
  const origin = Math.min(...found.map(({ row }) => Date.parse(row.started))) / 1000;
  const wish = { metrics: new Set(metrics), axis, every, origin };
  const curves: Awaited<ReturnType<typeof readCurves>>[] = [];
  for (const { loaded } of found) curves.push(await readCurves(source, loaded, wish));
  for (const [at, { row }] of found.entries()) {
    const none = metrics.filter(metric => own(row.metrics, metric) !== undefined && !curves[at]?.has(metric));
    for (const metric of none)
      context.say(`git-run: ${sanitise(row.name)} has no points of ${sanitise(metric)}`);
  }
  return metrics.map(metric => ({
    metric,
    series: curves.flatMap(one => one.get(metric) ?? []),
  }));
}

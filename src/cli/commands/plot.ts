import { commonMetrics } from '../../query/salient.ts';
import { UsageError } from '../../run/errors.ts';
import type { Figure } from '../../view/figure/figure.ts';
import { printHistogram } from '../../view/histogram.ts';
import { printPlots } from '../../view/plot.ts';
import { printScatter } from '../../view/scatter.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import { page } from '../pager.ts';
import { figuresOf } from '../plot/figures.ts';
import { checkMetrics, readPlotSource, sayTimeless } from '../plot/plot-source.ts';
import { plottedRuns } from '../plot/plotted-runs.ts';
import { asksRuns, type Given, numberOf, type PlotWish, plotOptions, plotWishOf } from '../plot/wish.ts';
import { isWritten, writePlots } from '../plot/write-plots.ts';
import { sayUnknown } from '../say-missing.ts';

/** Draws the metrics of runs. */
export const plot = command({
  name: 'plot',
  summary: 'Draw curves of metrics, and runs against each other',
  description:
    'Curves are drawn in the terminal, and so are scatter plots and histograms; --html writes a page with all of them, ' +
    'to be zoomed, smoothed and chosen from, --svg and --png pictures. Runs are those that are named, and those that ' +
    'the options of git run log choose; the newest otherwise. Keys are those of git run log --columns. Wide columns, ' +
    'such as learning rates, have a logarithmic axis by themselves.\n\n' +
    'What a job takes is measured every two seconds, and drawn where -m names it: system/cpu, in percent of one ' +
    'processor, and system/memory, in bytes, of all its processes together; system/gpu0, in percent, and ' +
    'system/gpu0_memory, in bytes, of each graphics processor of the machine, whoever uses it.',
  args: ['[run...]'],
  options: plotOptions,
  examples: [
    { line: 'git run plot', does: 'the newest run' },
    { line: 'git run plot @ @~1 -m loss --log-y', does: 'the loss of the last two, one over the other' },
    { line: 'git run plot swift-otter --x relative --smooth 0.8', does: 'over seconds, smoothed' },
    { line: 'git run plot -m system/cpu -m system/memory', does: 'what the job took meanwhile' },
    { line: "git run plot --filter 'params.opt = adam' --html plots.html", does: 'a page of many' },
    { line: 'git run plot -n 50 --scatter params.lr,metrics.acc', does: 'a param against a metric' },
    { line: 'git run plot -n 50 --parallel auto --png runs.png', does: 'all params against the best metric' },
    { line: 'git run plot -n 50 --histogram metrics.acc', does: 'how it is distributed' },
  ],
  async run(here, { args, options: given }) {
    const context = here.at(given.remote);
    const directions = await metricDirections(context);
    const wish = plotWishOf(given, directions);
    const size = sizeOf(context, given);
    const rows = await plottedRuns(context, args, given, asksRuns(wish));
    if (rows.length === 0) return 0;
    checkMetrics(rows, wish.metrics);
    await sayUnknown(context, rows, keysOf(wish));
    const asked = asksRuns(wish) ? wish.metrics : metricsOf(wish, commonMetrics(rows, 3));
    if (asked.length === 0 && !asksRuns(wish)) {
      context.say(`git-run: ${rows.length === 1 ? 'the run has' : 'these runs have'} no metrics`);
      return 0;
    }
    if (isWritten(given)) return writePlots(context, rows, { given, wish, directions, metrics: asked });
    if (wish.parallel !== undefined)
      throw new UsageError(
        '--parallel is drawn in pages and pictures: add --html FILE, --svg FILE or --png FILE',
      );
    const source = await readPlotSource(context, rows, { metrics: asked, directions });
    sayTimeless(context, source, wish.axis);
    const style = context.styleOf(context.out);
    const print = (figure: Figure): string => {
      if (figure.kind === 'scatter') return printScatter(figure, { ...size, style });
      if (figure.kind === 'histogram') return printHistogram(figure.column, { ...size, style });
      return figure.kind === 'curves' ? printPlots([figure], { ...figure, ...size, directions, style }) : '';
    };
    await page(context, figuresOf(source, wish).map(print).join('\n'), { paged: !given.noPager });
    return 0;
  },
});

function metricsOf({ metrics }: PlotWish, common: readonly string[]): readonly string[] {
  return metrics.length > 0 ? metrics : common;
}

function keysOf({ scatter, parallel = [], histograms, colour }: PlotWish) {
  const pair = scatter === undefined ? [] : [scatter.x, scatter.y];
  return [...pair, ...parallel, ...histograms, ...(colour === undefined ? [] : [colour])];
}

const SMALLEST = { width: 24, height: 5 };

function sizeOf({ out }: Context, given: Given): { width: number; height: number } {
  const width = numberOf(given.width, '--width') ?? out.columns ?? 80;
  const height = numberOf(given.height, '--height') ?? 14;
  return { width: Math.max(SMALLEST.width, width), height: Math.max(SMALLEST.height, height) };
}

/** The charts of a report: curves of what most runs measure, and where runs differ in params, all of them against the best. */
import type { Directions } from '../../query/direction.ts';
import { commonMetrics } from '../../query/salient.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { Figure } from '../../view/figure/figure.ts';
import { printSparklines } from '../../view/report/sparklines.ts';
import type { Block } from '../../view/sheet/sheet.ts';
import type { Context } from '../context.ts';
import { drawSvg } from '../pictures.ts';
import { figuresOf } from '../plot/figures.ts';
import { readPlotSource } from '../plot/plot-source.ts';
import type { EndedRow } from '../plot/plotted-runs.ts';
import { PLAIN } from '../plot/wish.ts';

export interface FigureWish {
  /** Metrics that were asked for; none for those that most runs have. */
  readonly metrics: readonly string[];
  readonly directions: Directions;
}

type FigureBlock = Extract<Block, { kind: 'figure' }>;

/** More curves than this nobody tells apart. */
const MOST_RUNS = 12;
/** Fewer runs have nothing to show on parallel axes. */
const FEWEST_LINES = 4;

/** Draws them; runs with a single point of a metric have no curve of it. */
export async function drawFigures(
  context: Context,
  rows: readonly RunRow[],
  { metrics, directions }: FigureWish,
): Promise<FigureBlock[]> {
  const ended = rows.filter((row): row is EndedRow => row.commit !== undefined);
  const names = metrics.length > 0 ? metrics : commonMetrics(ended, 4);
  const source = await readPlotSource(context, ended.slice(0, MOST_RUNS), { metrics: names, directions });
  const curves = figuresOf(source, PLAIN).filter(hasCurve);
  const axes =
    ended.length < FEWEST_LINES
      ? []
      : figuresOf(
          { ...source, ...(await named(context, ended, directions)) },
          { ...PLAIN, parallel: [] },
        ).filter(isApart);
  return [...curves, ...axes].map(blockOf);
}

/** All runs, without a series. */
async function named(context: Context, rows: readonly EndedRow[], directions: Directions) {
  return readPlotSource(context, rows, { metrics: [], directions });
}

function hasCurve(figure: Figure): boolean {
  return figure.kind === 'curves' && figure.series.some(({ x }) => x.length > 1);
}

/** One axis tells nothing. */
function isApart(figure: Figure): boolean {
  return figure.kind === 'parallel' && figure.axes.length > 1;
}

const SIZE = { width: 720, height: 360 };

function blockOf(figure: Figure): FigureBlock {
  const [light, dark] = (['light', 'dark'] as const).map(theme => drawSvg([figure], { ...SIZE, theme }));
  return {
    kind: 'figure',
    title: figure.kind === 'curves' ? figure.metric : 'params and metrics',
    svg: { light: light as string, dark: dark as string },
    text: figure.kind === 'curves' ? printSparklines(figure) : '',
  };
}

/** The page of a plot: the curves of the metrics, and all that tells the runs apart, to be chosen from. */
import { type Key, printKey, userKey } from '../../query/lookup.ts';
import { commonMetrics, mainMetric, tellingMetrics, varyingParams } from '../../query/salient.ts';
import { isResource } from '../../run/metric.ts';
import type { RunRow } from '../../run/run-row.ts';
import { type Column, columnOf, isNumeric } from '../../view/figure/column.ts';
import { type PageFigures, type PageSource, pageDataOf } from '../../view/figure/page-data.ts';
import { formatCount } from '../../view/format.ts';
import { plotPage } from '../../view/html/plot-page.ts';
import { pageScript } from '../pictures.ts';
import { parallelKeys } from './figures.ts';
import type { PlotSource } from './plot-source.ts';
import type { PlotWish } from './wish.ts';

/** Columns of each kind that can be chosen. */
const MOST_COLUMNS = 40;

/** Prints the page. */
export async function printPage(source: PlotSource, wish: PlotWish): Promise<string> {
  const { rows, names, delays, metrics, directions } = source;
  const choices = rows.length > 1 ? choicesOf(source, wish) : [];
  const { axis, smoothing, logX, logY, every } = wish;
  const page: PageSource = {
    title: titleOf(rows),
    runs: names.map((name, run) => ({ name, delay: delays[run] as number })),
    metrics,
    directions,
    every,
    columns: choices.map(({ column }) => column),
    figures: rows.length > 1 ? pageFigures(source, wish, choices) : {},
    start: { axis, smoothing, logX, logY },
  };
  return plotPage(pageDataOf(page), await pageScript());
}

function titleOf(rows: PlotSource['rows']): string {
  const [first, ...more] = [...new Set(rows.map(({ experiment }) => experiment))];
  if (rows.length === 1) return rows[0]?.name ?? '';
  const count = formatCount(rows.length, 'run');
  return more.length === 0 ? `${first}: ${count}` : count;
}

/** What can be chosen. */
interface Choice {
  readonly key: Key;
  readonly column: Column;
}

/** What was asked for, params that differ, metrics at their end and at their best. */
function choicesOf({ rows, directions }: PlotSource, wish: PlotWish): Choice[] {
  const { scatter, parallel = [], histograms, colour } = wish;
  const params = varyingParams(rows, MOST_COLUMNS).map(name => userKey('param', name, directions));
  const metrics = commonMetrics(rows, MOST_COLUMNS).flatMap(name =>
    [name, `${name}.best`].map(one => userKey('metric', one, directions)),
  );
  const asked = [...(scatter === undefined ? [] : [scatter.x, scatter.y]), ...parallel, ...histograms];
  const keys: Key[] = [
    ...params,
    ...metrics,
    { kind: 'attribute', name: 'duration' },
    { kind: 'attribute', name: 'started' },
    ...asked,
    ...(colour === undefined ? [] : [colour]),
  ];
  const unlike = new Map(keys.map(key => [printKey(key), key]));
  const choices = [...unlike.values()].map(key => ({ key, column: columnOf(rows, key) }));
  return choices.filter(({ column }) => column.values.some(value => value !== undefined));
}

/** As asked; otherwise the best of the metric that counts, against a param of numbers, coloured by another. */
function pageFigures({ rows }: PlotSource, wish: PlotWish, choices: readonly Choice[]): PageFigures {
  const place = (key: Key | undefined) =>
    key === undefined ? -1 : choices.findIndex(one => printKey(one.key) === printKey(key));
  const metric = wish.metrics.find(name => !isResource(name)) ?? mainMetric(rows);
  const best: Key | undefined = metric === undefined ? undefined : { kind: 'metric', name: `${metric}.best` };
  const params = choices.filter(({ key }) => key.kind === 'param');
  const number = mostVaried(params.filter(({ column }) => isNumeric(column)));
  const x = place(wish.scatter?.x ?? number ?? { kind: 'attribute', name: 'duration' });
  const y = place(wish.scatter?.y ?? best);
  const colour = place(wish.colour ?? mostVaried(params.filter(({ key }) => key !== number)));
  const axes = (wish.parallel?.length ? wish.parallel : parallelKeys(rows)).map(place).filter(at => at >= 0);
  const shade = place(wish.colour ?? best);
  const histogram = place(wish.histograms[0] ?? best);
  return {
    ...(x < 0 || y < 0 ? {} : { scatter: { x, y, ...(colour < 0 ? {} : { colour }) } }),
    ...(axes.length < 2 ? {} : { parallel: { axes, ...(shade < 0 ? {} : { colour: shade }) } }),
    ...(histogram < 0 ? {} : { histogram }),
  };
}

/** The one that has the most different values. */
function mostVaried(params: readonly Choice[]): Key | undefined {
  const counted = params.map(({ key, column }) => ({ key, count: new Set(column.values).size }));
  return counted.sort((a, b) => b.count - a.count)[0]?.key;
}

/** The metrics whose curves a page shows when nobody has said. */
export function pageMetrics(rows: readonly RunRow[]): string[] {
  return tellingMetrics(rows, rows.length > 200 ? 4 : 16);
}

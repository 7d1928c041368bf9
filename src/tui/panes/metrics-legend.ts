/** Whose curves they are, and what they come to where the cross is, or in the end: a table below the charts. */
import { betterOf } from '../../query/direction.ts';
import { isResource } from '../../run/metric.ts';
import { shortId } from '../../run/run-id.ts';
import { formatBytes, formatNumber } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, pad, widthOf } from '../../view/width.ts';
import { placeAt } from '../state/curve-points.ts';
import { currentMetric, isSeen, type RunCurve } from '../state/metric-curves.ts';
import type { MetricsState, ShownRun } from '../state/metrics.ts';
import { follow } from '../state/move.ts';
import { type Chart, type Charts, isMemory } from './metrics-charts.ts';
import type { MetricsParts, MetricsSize } from './metrics-view.ts';
import { signOf } from './run-signs.ts';

/** Prints it: a line of what the values are, then as many runs as there is room for. */
export function legendLines(charts: Charts, size: MetricsSize, parts: MetricsParts): string[] {
  const { grid } = charts.page;
  const { runs } = parts.state.data;
  if (grid.legend === 0) return [];
  const height = grid.legend - 1;
  const top = follow(parts.state.cursor, parts.state.top, { length: runs.length, height });
  const shown = runs.slice(top, top + height);
  const names = namesOf(runs);
  const columns = fitting(columnsOf(charts, shown, parts), size.width);
  const taken = columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, 0);
  const widest = Math.max(MIN_NAME, ...shown.map(({ id }) => widthOf(names.get(id) ?? '')));
  const room = Math.max(1, Math.min(widest, size.width - SIGN - taken));
  const head = SIGN + room;
  const first = pad(cut(`  ${whatOf(charts, parts.state)}`, head), head);
  const titles = columns.map(({ title, width }) => pad(title, width, 'right'));
  return [
    parts.theme.style.dim([first, ...titles].join(' '.repeat(COLUMN_GAP))),
    ...shown.map((run, at) => {
      const cells = columns.map(({ cells: all, width }) => pad(all[at] ?? '', width, 'right'));
      const line = { run, name: pad(cut(names.get(run.id) ?? '', room), room), cells };
      return legendLine(line, { ...parts, size, isCurrent: top + at === parts.state.cursor });
    }),
  ];
}

/** Before a name: its sign. */
const SIGN = 2;
const COLUMN_GAP = 2;
/** What the values are stands where the names stand, and wants its room. */
const MIN_NAME = 16;

interface Line {
  readonly run: ShownRun;
  readonly name: string;
  readonly cells: readonly string[];
}

interface LineParts extends MetricsParts {
  readonly size: MetricsSize;
  readonly isCurrent: boolean;
}

function legendLine({ run, name, cells }: Line, { state, theme, size, isCurrent }: LineParts): string {
  const { sign, paint } = signOf(state.data, run.id, theme);
  const isShown = isSeen(state.look, run);
  const values = cells.map(cell => ' '.repeat(COLUMN_GAP) + cell).join('');
  const text = name + values;
  const line = isShown ? `${paint(sign)} ${text}` : theme.style.dim(`- ${text}`);
  const fill = ' '.repeat(Math.max(0, size.width - SIGN - widthOf(text)));
  return isCurrent && size.hasFocus ? theme.cursor(line + fill) : line;
}

/** What the values are: those of a place, or the last ones. */
function whatOf({ charts }: Charts, { cross, look, data }: MetricsState): string {
  if (cross !== undefined && charts.some(({ unit }) => unit === cross.unit))
    return cross.unit === 'step' ? `at step ${formatNumber(cross.x)}` : `at ${formatNumber(cross.x)} s`;
  const shown = data.runs.filter(run => isSeen(look, run)).length;
  return shown < data.runs.length ? `${shown} of ${data.runs.length} shown` : 'last value';
}

interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  readonly width: number;
  /** Whether it has room where not all have. */
  readonly isWanted?: boolean;
}

/** A column for each chart; of one chart that has the pane, its last and best values too. */
function columnsOf({ charts }: Charts, runs: readonly ShownRun[], parts: MetricsParts): Column[] {
  const [only] = charts;
  if (charts.length === 1 && only !== undefined) return columnsOfOne(only, runs, parts);
  return charts.map(chart => ({
    ...columnOf(chart.metric, chart, { runs, value: curve => valueAt(curve, chart, parts.state) }),
    isWanted: chart.metric === currentMetric(parts.state),
  }));
}

function columnsOfOne(
  chart: Chart,
  runs: readonly ShownRun[],
  { state, directions }: MetricsParts,
): Column[] {
  const { metric, unit } = chart;
  const isLess = !isResource(metric) && betterOf(metric, directions).better === 'min';
  const has = (title: string, value: (curve: RunCurve) => number | undefined) =>
    columnOf(title, chart, { runs, value });
  return [
    ...(state.cross?.unit === unit ? [has('value', curve => valueAt(curve, chart, state))] : []),
    ...(state.look.smoothing > 0
      ? [has('smoothed', curve => valueAt(curve, chart, state, curve.points.smoothed))]
      : []),
    has('last', ({ points: { y } }) => y[y.length - 1]),
    has(isResource(metric) ? 'most' : 'best', ({ points }) => (isLess ? points.least : points.most)),
  ];
}

interface ColumnWish {
  readonly runs: readonly ShownRun[];
  value(curve: RunCurve): number | undefined;
}

/** Titles are cut, values never. */
const WIDEST_TITLE = 14;
/** Values come and go while one moves, and have room for six digits with a sign. */
const LEAST_VALUE = 8;

function columnOf(name: string, { metric, curves }: Chart, { runs, value }: ColumnWish): Column {
  const byRun = new Map(curves.map(curve => [curve.run.id, curve]));
  const cells = runs.map(({ id }) => {
    const curve = byRun.get(id);
    const found = curve === undefined ? undefined : value(curve);
    return found === undefined ? '' : valueText(metric, found);
  });
  const title = cut(sanitise(name), WIDEST_TITLE);
  return { title, cells, width: Math.max(LEAST_VALUE, widthOf(title), ...cells.map(widthOf)) };
}

/** Where the cross is; the last one where there is none. */
function valueAt(
  { points }: RunCurve,
  { unit }: Chart,
  { cross }: MetricsState,
  values: Float64Array = points.y,
): number | undefined {
  if (cross?.unit !== unit) return values[values.length - 1];
  const at = placeAt(points, cross.x);
  return at === undefined ? undefined : values[at];
}

/** A value as people read it: bytes as sizes. */
export function valueText(metric: string, value: number): string {
  return isMemory(metric) && Number.isFinite(value) ? formatBytes(value) : formatNumber(value);
}

/** As many as leave room for the names, the one that is wanted among them. */
function fitting(columns: readonly Column[], width: number): Column[] {
  let room = width - SIGN - MIN_NAME;
  const shown = columns.filter((column, at) => {
    room -= column.width + COLUMN_GAP;
    return at === 0 || room >= 0;
  });
  const wanted = columns.find(({ isWanted }) => isWanted);
  return wanted === undefined || shown.includes(wanted) ? shown : [...shown.slice(0, -1), wanted];
}

/** Their names, with what tells those apart that have the same, and whether they are still going. */
function namesOf(runs: readonly ShownRun[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of runs) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    runs.map(({ id, name, isLive }) => {
      const safe = sanitise(name) + ((counts.get(name) ?? 0) > 1 ? ` (${shortId(id)})` : '');
      return [id, isLive ? `${safe} running` : safe];
    }),
  );
}

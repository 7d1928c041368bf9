/** Curves as the terminal UI holds them. */
import type { RunId } from '../../src/run/run-id.ts';
import type { RunSeries } from '../../src/tui/desk.ts';
import { type MetricsState, NO_METRICS, reduceMetrics, type ShownRun } from '../../src/tui/state/metrics.ts';
import type { Theme } from '../../src/tui/theme.ts';
import { styles } from '../../src/view/style.ts';
import { idAt, NOW } from './run-rows.ts';
import { PLAIN_THEME } from './tui-state.ts';

/** A theme without colours, whose cursor is a letter. */
export const CURVE_THEME: Theme = {
  ...PLAIN_THEME,
  style: styles(false),
  series: [text => text],
  cursor: text => `>${text.slice(1)}`,
};

/** A pane that has room for one chart below the other and a legend. */
export const SIZE = { width: 60, height: 24 };

/** A series over steps 0, 1, 2 …, one each second. */
export function seriesOf(values: readonly number[], firstStep = 0): RunSeries {
  const step = Float64Array.from(values, (_, at) => firstStep + at);
  return { step, seconds: Float64Array.from(values, (_, at) => at), y: Float64Array.from(values) };
}

/** The id of the n-th run of `curvesOf`. */
export function runId(n: number): RunId {
  return idAt(NOW - n * 3_600_000, `${n}`);
}

/** Values of the metrics of one run. */
export type Values = Readonly<Record<string, readonly number[]>>;

/** The runs a, b, c … as the pane knows them, an hour apart, the first one the latest. */
export function shownRuns(all: readonly Values[], changes: Partial<ShownRun> = {}): ShownRun[] {
  return all.map((values, n) => ({
    id: runId(n),
    name: String.fromCharCode(97 + n),
    isLive: false,
    delay: (all.length - 1 - n) * 3600,
    metrics: Object.keys(values),
    ...changes,
  }));
}

/** A state in which their series are there. */
export function curvesState(all: readonly Values[], before: MetricsState = NO_METRICS): MetricsState {
  const metrics = [...new Set(all.flatMap(values => Object.keys(values)))];
  const series = new Map(
    all.map((values, n) => [
      runId(n),
      new Map(Object.entries(values).map(([name, y]) => [name, seriesOf(y)] as const)),
    ]),
  );
  return reduceMetrics(before, { kind: 'runs', runs: shownRuns(all), leftOut: 0, metrics, series });
}

/** So many values that fall from 1 to 0. */
export function falling(count: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 - at / (count - 1));
}

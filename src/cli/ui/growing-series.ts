/** A series that points are added to, while those who were given it go on with what they have. */
import { type MetricSummary, summarise } from '../../run/metric.ts';
import type { RunSeries } from '../../tui/desk.ts';

export interface GrowingSeries {
  add(step: number, seconds: number, value: number): void;
  /** The points so far, not copied; the very same as before where none was added. */
  series(): RunSeries;
  /** What a list says of them; undefined where there is none. */
  summary(): MetricSummary | undefined;
}

/** Room for so many points at first. */
const FIRST = 64;

/** Makes an empty one. */
export function growingSeries(): GrowingSeries {
  let columns = roomFor(FIRST);
  let count = 0;
  let shown = part(columns, 0);
  let summary: MetricSummary | undefined;
  return {
    add(step, seconds, value) {
      // What was handed out stays in the room of before, and nothing in it changes.
      if (count === columns.y.length) columns = moved(columns);
      columns.step[count] = step;
      columns.seconds[count] = seconds;
      columns.y[count] = value;
      count++;
      summary = summarise(summary, value, step);
    },
    series() {
      if (shown.y.length < count) shown = part(columns, count);
      return shown;
    },
    summary: () => summary,
  };
}

function roomFor(points: number): RunSeries {
  return { step: new Float64Array(points), seconds: new Float64Array(points), y: new Float64Array(points) };
}

function moved(from: RunSeries): RunSeries {
  const to = roomFor(from.y.length * 2);
  to.step.set(from.step);
  to.seconds.set(from.seconds);
  to.y.set(from.y);
  return to;
}

function part({ step, seconds, y }: RunSeries, count: number): RunSeries {
  return { step: step.subarray(0, count), seconds: seconds.subarray(0, count), y: y.subarray(0, count) };
}

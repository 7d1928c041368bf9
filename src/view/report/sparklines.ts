/** The curves of a metric where there is only text: a line for each run, all on one scale. */
import { type Span, spanOf, sparkline } from '../chart/sparkline.ts';
import type { CurvesFigure } from '../figure/figure.ts';
import { formatNumber } from '../format.ts';
import { sanitise } from '../sanitise.ts';
import { pad, widestOf } from '../width.ts';

/** A run with as many points has a character for each. */
const WIDEST = 40;

/** Prints them; nothing where no run has two points. */
export function printSparklines({ metric, note, series, label }: CurvesFigure): string {
  const span = spanOf(series);
  const most = Math.max(0, ...series.map(({ x }) => x.length));
  if (span === undefined || most < 2) return '';
  const width = Math.min(WIDEST, most);
  const names = series.map(({ run }) => sanitise(run));
  const widest = widestOf(names);
  const lines = series.map(({ x, y }, at) => {
    const last = y.length === 0 ? '' : formatNumber(y[y.length - 1] as number);
    return `${pad(names[at] as string, widest)}  ${sparkline({ x, y }, span, width)}  ${last}\n`;
  });
  return `${sanitise(metric)}: ${printSpan(span, label)}; ${note}\n${lines.join('')}`;
}

/** `0.61 to 0.98 over step 1 to 10`. */
function printSpan({ from, to, low, high }: Span, label: string): string {
  return `${formatNumber(low)} to ${formatNumber(high)} over ${label} ${formatNumber(from)} to ${formatNumber(to)}`;
}

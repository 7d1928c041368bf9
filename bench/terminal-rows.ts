/** Rows of what was timed at a terminal: budgets are milliseconds, since they are what people feel. */
import type { Comparison } from './measure.ts';
import { MB } from './rows.ts';
import type { Row } from './table.ts';
import type { Frames } from './terminal-times.ts';

/** The rows of the median and of the worst of twenty frames, with budgets in ms. */
export function frameRows(
  what: string,
  base: string,
  { measured, base: under, ratio }: Comparison & { readonly measured: Frames; readonly base: Frames },
  budgets: { readonly median?: number; readonly p95?: number } = {},
): readonly Row[] {
  const kept = (ms: number) => `${ms.toFixed(1)} ms`;
  return [
    {
      what: `${what}, ${(measured.bytes / 1000).toFixed(1)} kB`,
      base: `${base} (${kept(under.median)})`,
      measured: kept(measured.median),
      ratio: `${ratio.median.toFixed(2)} ×`,
      range: `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
      ...budgeted(measured.median, budgets.median),
    },
    {
      what: `${what}, 95 % within`,
      base: `${base} (${kept(under.p95)})`,
      measured: kept(measured.p95),
      ratio: `${(measured.p95 / under.p95).toFixed(2)} ×`,
      range: '',
      ...budgeted(measured.p95, budgets.p95),
    },
  ];
}

/** The row of the memory that a program has, in bytes, next to that of another. */
export function residentRow(
  what: string,
  bytes: number | undefined,
  [base, under]: readonly [string, number | undefined],
  budget?: number,
): Row {
  const [most, least] = [bytes ?? Number.NaN, under ?? Number.NaN];
  return {
    what,
    base: `${base} (${(least / MB).toFixed(0)} MB)`,
    measured: `${(most / MB).toFixed(0)} MB`,
    ratio: `${(most / least).toFixed(2)} ×`,
    range: '',
    ...(budget === undefined ? {} : { budget: `${budget / MB} MB`, missed: !(most <= budget) }),
  };
}

/** The row of what a program computes that is left alone, as a part of the time. */
export function idleRow(what: string, part: number, budget?: number): Row {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  return {
    what,
    base: 'of one processor',
    measured: percent(part),
    ratio: '',
    range: '',
    ...(budget === undefined ? {} : { budget: percent(budget), missed: !(part <= budget) }),
  };
}

function budgeted(ms: number, budget: number | undefined): Pick<Row, 'budget' | 'missed'> {
  return budget === undefined ? {} : { budget: `${budget} ms`, missed: ms > budget };
}

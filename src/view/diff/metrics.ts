/** The metrics that differ between two runs: before, after, by how much, and whether that is better. */
import { differing } from '../../query/changes.ts';
import { differingParts } from '../../query/compare.ts';
import type { MetricChange } from '../../query/diff.ts';
import { formatNumber } from '../format.ts';
import type { Block, SheetCell } from '../sheet/sheet.ts';
import { distinctNumbers, NOTHING, percent, signed } from './fact-text.ts';

/** A table of them, or nothing. */
export function metricBlocks(metrics: readonly MetricChange[], titles: readonly [string, string]): Block[] {
  const rows = differing(metrics).flatMap(metricRows);
  if (rows.length === 0) return [];
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'metric' },
    ...titles.map(title => ({ title, ...right })),
    // Where the room ends, which one is better is done without last.
    { title: 'difference', ...right, optional: 2 },
    { title: '', ...right, optional: 3 },
    { title: '', optional: 1 },
  ];
  return [
    { kind: 'heading', text: 'Metrics' },
    { kind: 'table', columns, rows },
  ];
}

/** By its last value; where that is the same, by the parts that are not: `acc.min`. */
function metricRows({ key, a, b, difference, relative, better }: MetricChange): SheetCell[][] {
  if (a === undefined || b === undefined) {
    const text = (value: number | undefined) => (value === undefined ? NOTHING : formatNumber(value));
    return [[key, text(a?.last), text(b?.last)]];
  }
  const parts = differingParts(a, b);
  if (!parts.includes('last'))
    return parts.map(part => [`${key}.${part}`, ...distinctNumbers(a[part], b[part])]);
  const tone = better === 'b' ? 'good' : 'bad';
  const toned = (text: string): SheetCell => (better === undefined ? text : { text, tone });
  return [
    [
      key,
      ...distinctNumbers(a.last, b.last),
      toned(difference === undefined ? '' : signed(difference)),
      toned(relative === undefined ? '' : percent(relative)),
      better === undefined ? '' : { text: better === 'b' ? 'better' : 'worse', tone },
    ],
  ];
}

/** The values of a column in a few groups, to be told apart by colours and marks. */
import { compareText } from '../../query/sort.ts';
import { formatNumber } from '../format.ts';
import type { Column } from './column.ts';

export interface Groups {
  /** Of each group what is said of it. */
  readonly labels: readonly string[];
  /** The group of each value; undefined for runs that have none. */
  readonly of: readonly (number | undefined)[];
}

/** More are not told apart. */
const MOST = 8;

/** Groups values: each by itself where they are few, numbers otherwise in quarters, rarer texts in a group of the rest. */
export function groupsOf({ values }: Column): Groups {
  const different = [...new Set(values.filter(value => value !== undefined))];
  const numbers = different.filter(value => typeof value === 'number' && !Number.isNaN(value)) as number[];
  if (numbers.length > MOST) return quartersOf(values, numbers);
  const texts = different.filter(value => typeof value === 'string').sort(compareText);
  const known: (number | string)[] = numbers.length > 0 ? numbers.sort((a, b) => a - b) : texts;
  const shown = known.length > MOST ? known.slice(0, MOST - 1) : known;
  const rest = known.length - shown.length;
  const labels = shown.map(value => (typeof value === 'number' ? formatNumber(value) : (value as string)));
  const of = values.map(value => {
    if (value === undefined || Number.isNaN(value as number)) return undefined;
    const at = shown.indexOf(value);
    return at < 0 ? shown.length : at;
  });
  return { labels: rest === 0 ? labels : [...labels, `${rest} others`], of };
}

function quartersOf(values: Column['values'], numbers: number[]): Groups {
  const all = (values.filter(value => typeof value === 'number' && !Number.isNaN(value)) as number[]).sort(
    (a, b) => a - b,
  );
  const quantile = (share: number) => all[Math.min(all.length - 1, Math.floor(share * all.length))] as number;
  const limits = [...new Set([0.25, 0.5, 0.75].map(quantile))].filter(limit => limit > Math.min(...numbers));
  const ends = [all[0] as number, ...limits, all.at(-1) as number].map(formatNumber);
  return {
    labels: ends.slice(1).map((end, at) => `${ends[at]} – ${end}`),
    of: values.map(value =>
      typeof value !== 'number' || Number.isNaN(value)
        ? undefined
        : limits.filter(limit => value >= limit).length,
    ),
  };
}

/** What came out of two runs, for people: how much is the same, then only what is not. */
import { type Comparison, differingParts, type MetricComparison } from '../query/compare.ts';
import type { Outcome } from '../run/run.ts';
import { distinctNumbers, NOTHING } from './diff/fact-text.ts';
import { formatBytes, formatCount, formatNumber } from './format.ts';
import { JSON_VERSION, printJson } from './run-json.ts';
import type { Style } from './style.ts';
import { type Cell, type TableColumn, table } from './table.ts';

export interface ComparisonOptions {
  /** Terminal cells; undefined in a pipe. */
  readonly width?: number | undefined;
  readonly style: Style;
}

/** Prints a comparison: `all 3 metrics and 3 artifacts came out the same`, or what differs in two tables. */
export function printComparison(comparison: Comparison, options: ComparisonOptions): string {
  const { metrics, artifacts } = differences(comparison);
  const { style } = options;
  const paint = comparison.same ? style.green : style.yellow;
  return [
    `${paint(headline(comparison))}\n`,
    endings(comparison),
    metrics.length === 0 ? '' : table(METRICS, metrics, options),
    artifacts.length === 0 ? '' : table(ARTIFACTS, artifacts, options),
  ].join('');
}

/** Prints a comparison in its documented shape, with the ids of the two runs. */
export function printComparisonJson(comparison: Comparison, ids: { run: string; rerunOf: string }): string {
  return printJson({ version: JSON_VERSION, ...ids, ...comparison });
}

const METRICS: readonly TableColumn[] = [
  { title: 'metric' },
  { title: 'then', align: 'right' },
  { title: 'now', align: 'right' },
];
const ARTIFACTS: readonly TableColumn[] = [
  { title: 'artifact', flexible: true },
  { title: 'then', align: 'right' },
  { title: 'now', align: 'right' },
  { title: '' },
];

function headline({ metrics, artifacts, outcome, same }: Comparison): string {
  const counts = [
    { all: metrics.length, alike: metrics.filter(metric => metric.same).length, noun: 'metric' },
    {
      all: artifacts.length,
      alike: artifacts.filter(({ state }) => state === 'same').length,
      noun: 'artifact',
    },
  ].filter(({ all }) => all > 0);
  if (counts.length === 0)
    return outcome.same ? 'it ended the same way, with no metrics and no artifacts' : 'it ended differently';
  const whole = counts.every(({ all, alike }) => all === alike);
  const parts = counts.map(({ all, alike, noun }) =>
    whole ? formatCount(all, noun) : `${alike} of ${formatCount(all, noun)}`,
  );
  const total = counts.reduce((sum, { all }) => sum + all, 0);
  const text = `${whole && total > 1 ? 'all ' : ''}${parts.join(' and ')} came out the same`;
  return same || !whole ? text : `${text}, but it ended differently`;
}

function endings({ outcome: { a, b, same } }: Comparison): string {
  return same ? '' : `then ${endOf(a)}, now ${endOf(b)}\n`;
}

function endOf(outcome: Outcome): string {
  switch (outcome.status) {
    case 'failed':
      return `failed with ${outcome.exitCode}`;
    case 'killed':
      return `killed by ${outcome.signal}`;
    default:
      return outcome.status;
  }
}

function differences({ metrics, artifacts }: Comparison): { metrics: Cell[][]; artifacts: Cell[][] } {
  return {
    metrics: metrics.filter(({ same }) => !same).flatMap(metricRows),
    artifacts: artifacts
      .filter(({ state }) => state !== 'same')
      .map(({ path, state, a, b }) => [
        path,
        a === undefined ? NOTHING : formatBytes(a),
        b === undefined ? NOTHING : formatBytes(b),
        state === 'different' && a === b ? 'other bytes' : state,
      ]),
  };
}

/** A metric by its last value; where that is the same, by the parts that are not: `acc.min`. */
function metricRows({ key, a, b }: MetricComparison): Cell[][] {
  if (a === undefined || b === undefined) {
    const shown = (value: number | undefined) => (value === undefined ? NOTHING : formatNumber(value));
    return [[key, shown(a?.last), shown(b?.last)]];
  }
  const parts = differingParts(a, b);
  if (parts.includes('last')) return [[key, ...distinctNumbers(a.last, b.last)]];
  return parts.map(part => [`${key}.${part}`, ...distinctNumbers(a[part], b[part])]);
}

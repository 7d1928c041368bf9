/** What runs weigh, for people. */
import { shortId } from '../run/run-id.ts';
import { KINDS, type Kind, type Weight, type WeightBy, type Weights } from '../run/weight.ts';
import { formatBytes, formatCount } from './format.ts';
import type { Style } from './style.ts';
import { type Cell, table } from './table.ts';

export interface WeightsLook {
  readonly by: WeightBy;
  /** So many rows, the heaviest. */
  readonly count: number;
  readonly width: number | undefined;
  readonly style: Style;
}

const TITLES: Readonly<Record<Kind, string>> = {
  artifacts: 'artifacts',
  logs: 'log',
  metrics: 'metrics',
  source: 'source',
  records: 'records',
};

/** Prints a table and what it comes to. */
export function printWeights(weights: Weights, { by, count, width, style }: WeightsLook): string {
  const shown = weights.rows.slice(0, count);
  const { columns, rows } = by === 'file' ? filesTable(shown, style) : runsTable(shown, by === 'run', style);
  const more = weights.rows.length - shown.length;
  const lines = [
    ...(more > 0 ? [style.dim(`and ${more} lighter ones: -n 0 shows all`)] : []),
    ...summary(weights),
  ];
  const body = rows.length === 0 ? '' : table(columns, rows, { width, style });
  return body + lines.map(line => `${line}\n`).join('');
}

function runsTable(shown: readonly Weight[], isRun: boolean, style: Style) {
  const columns = [
    ...(isRun ? [{ title: 'id' }] : []),
    { title: isRun ? 'name' : 'experiment', flexible: true },
    ...(isRun ? [] : [{ title: 'runs', align: 'right' as const }]),
    ...KINDS.map((kind, at) => ({ title: TITLES[kind], align: 'right' as const, optional: at + 1 })),
    { title: 'shared', align: 'right' as const, optional: 1 },
    { title: 'total', align: 'right' as const },
  ];
  const rows = shown.map(({ id, name, runs, content, total, shared }): Cell[] => [
    ...(isRun ? [shortId(id)] : []),
    name,
    ...(isRun ? [] : [String(runs)]),
    ...KINDS.map(kind => bytes(content[kind], style)),
    bytes(shared, style),
    { text: formatBytes(total), paint: style.bold },
  ]);
  return { columns, rows };
}

function filesTable(shown: readonly Weight[], style: Style) {
  const columns = [
    { title: 'file', flexible: true },
    { title: 'of' },
    { title: 'runs', align: 'right' as const },
    { title: 'size', align: 'right' as const },
  ];
  const rows = shown.map(({ name, runs, content, total }): Cell[] => [
    name,
    TITLES[KINDS.find(kind => content[kind] > 0) ?? 'records'],
    String(runs),
    { text: formatBytes(total), paint: style.bold },
  ]);
  return { columns, rows };
}

/** Nothing is no number to look at. */
function bytes(count: number, style: Style): Cell {
  return count === 0 ? { text: '-', paint: style.dim } : formatBytes(count);
}

function summary({ runs, total, disk, large, trash, journals, spool, caches }: Weights): string[] {
  const inTrash =
    trash.runs === 0
      ? ''
      : `, ${formatBytes(trash.total)} of it in the trash (${formatCount(trash.runs, 'run')})`;
  const outside = large === 0 ? '' : `, ${formatBytes(large)} outside of Git's objects`;
  return [
    `${formatCount(runs, 'run')}: ${formatBytes(total)} of content${inTrash}`,
    `on disk: ${formatBytes(disk)} that only runs hold${outside}; journals ${formatBytes(journals)}, spool ${formatBytes(spool)}, caches ${formatBytes(caches)}`,
  ];
}

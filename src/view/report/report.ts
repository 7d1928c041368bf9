/** What is to be said of some runs to people who were not there: which they were, what changed, how it went, how to have them. */
import { betterOf, type Directions } from '../../query/direction.ts';
import { own } from '../../query/lookup.ts';
import { commonMetrics } from '../../query/salient.ts';
import { shortId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { columnsFor, type RunColumn } from '../columns.ts';
import { type Clock, formatCount, formatNumber } from '../format.ts';
import { printBetter } from '../plot.ts';
import type { Block, SheetCell } from '../sheet/sheet.ts';
import { shellQuote } from '../shell-quote.ts';
import { cut } from '../width.ts';

export interface Report extends Clock {
  /** The runs, in their order. */
  readonly rows: readonly RunRow[];
  /** The range of commits they are of, as it was written, and how many there are. */
  readonly range?: { readonly text: string; readonly commits: number };
  /** What they are compared with. */
  readonly baseline?: RunRow | undefined;
  /** The one of them that is compared: absent where none has ended. */
  readonly subject?: RunRow | undefined;
  /** What differs between baseline and subject. */
  readonly changes?: readonly Block[];
  readonly figures: readonly Extract<Block, { kind: 'figure' }>[];
  readonly directions: Directions;
  /** The remote that runs are fetched from. */
  readonly remote?: string | undefined;
  /** The page of a commit; undefined where no host shows any. */
  link(commit: string): string | undefined;
}

/** The report, without its title. */
export function reportBlocks(report: Report): Block[] {
  const { rows, changes = [], figures, baseline, subject } = report;
  if (rows.length === 0) return [{ kind: 'lines', lines: [nothing(report)] }];
  const isCompared = baseline !== undefined && subject !== undefined;
  return [
    { kind: 'lines', lines: [summary(report), ...bestLines(report)] },
    runsTable(report),
    ...(shownOf(report).some(({ source }) => source?.dirty) ? [EDITED] : []),
    ...(rows.length > MOST ? [more(rows.length - MOST)] : []),
    ...(isCompared && changes.length > 0
      ? [details(`What changed from ${baseline.name} to ${subject.name}`, changes)]
      : []),
    ...(figures.length > 0 ? [details('Curves', figures)] : []),
    ...(subject === undefined ? [] : [details(`Have ${subject.name}`, [commands(report, subject)])]),
  ];
}

const EDITED: Block = {
  kind: 'lines',
  lines: [{ text: '+ with uncommitted edits on top of the commit', tone: 'dim' }],
};

/** Cells of a column: a table has to fit into a comment. */
const LONGEST = 60;

/** So many runs are shown. */
const MOST = 20;

function nothing({ range }: Report): string {
  const which = range === undefined ? 'No runs' : `No runs of ${range.text}`;
  return `${which} yet; git run -- COMMAND records one`;
}

function more(count: number): Block {
  return { kind: 'lines', lines: [{ text: `and ${formatCount(count, 'run')} more`, tone: 'dim' }] };
}

function summary({ rows, range, baseline, subject }: Report): string {
  const of = range === undefined ? '' : ` of ${formatCount(range.commits, 'commit')} in ${range.text}`;
  const failed = rows.filter(({ status }) => status !== 'finished' && status !== 'running').length;
  const trouble = failed === 0 ? '' : `, ${failed} of them did not finish`;
  const compared =
    baseline === undefined || subject === undefined ? '' : `; ${subject.name} against ${baseline.name}`;
  return `${formatCount(rows.length, 'run')}${of}${trouble}${compared}`;
}

/** `best val_acc: 0.9667 by with-momentum (higher is better, by its name)`. */
function bestLines({ rows, directions }: Report): string[] {
  if (rows.length < 2) return [];
  return commonMetrics(rows, 3).flatMap(metric => {
    const best = bestOf(rows, metric, directions);
    const value = best && own(best.metrics, metric)?.last;
    if (best === undefined || value === undefined) return [];
    return [`best ${metric}: ${formatNumber(value)} by ${best.name} (${printBetter(metric, directions)})`];
  });
}

/** Undefined where none has it, or all are equally good. */
function bestOf(rows: readonly RunRow[], metric: string, directions: Directions): RunRow | undefined {
  const sign = betterOf(metric, directions).better === 'min' ? -1 : 1;
  const values = rows.map(row => (own(row.metrics, metric)?.last ?? Number.NaN) * sign);
  const known = values.filter(value => !Number.isNaN(value));
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return known.some(value => value !== most) ? rows[values.indexOf(most)] : undefined;
}

function shownOf({ rows, baseline }: Report): RunRow[] {
  return [...(baseline === undefined ? [] : [baseline]), ...rows.slice(0, MOST)];
}

function runsTable(report: Report): Block {
  const { baseline, directions, link } = report;
  const shown = shownOf(report);
  const columns = columnsFor(['status', 'duration', 'auto'], shown, directions);
  const nameOf = (row: RunRow): SheetCell => ({
    text: cut(row.name, LONGEST) + (row === baseline ? ' (baseline)' : ''),
    ...(row === baseline ? { tone: 'dim' as const } : {}),
  });
  return {
    kind: 'table',
    columns: [
      { title: 'run', flexible: true },
      { title: 'id' },
      { title: 'commit' },
      ...columns.map(({ optional: _, ...column }) => column),
    ],
    rows: shown.map(row => [
      nameOf(row),
      shortId(row.id),
      commitOf(row, link),
      ...columns.map(column => cellOf(row, column, shown, report)),
    ]),
  };
}

/** The commit that was checked out, which its readers know; `+` with edits on top. */
function commitOf({ source }: RunRow, link: Report['link']): SheetCell {
  const head = source?.head;
  if (source === undefined || head === undefined) return '';
  return { text: head.slice(0, 10) + (source.dirty ? '+' : ''), href: link(head) };
}

function cellOf(
  row: RunRow,
  column: RunColumn,
  rows: readonly RunRow[],
  { directions, ...clock }: Report,
): SheetCell {
  const text = cut(column.text(row, clock), LONGEST);
  const metric = /^metrics\.(.+)$/s.exec(column.key)?.[1];
  const isBest = metric !== undefined && bestOf(rows, metric, directions) === row;
  return isBest ? { text, tone: 'best' } : text;
}

function details(summary: string, blocks: readonly Block[]): Block {
  return { kind: 'details', summary, blocks };
}

function commands({ baseline, remote }: Report, { id, status }: RunRow): Block {
  const ids = [id, ...(baseline === undefined ? [] : [baseline.id])];
  const refs = ids.map(one => `'refs/runs/${one}:refs/runs/${one}'`);
  const short = shortId(id);
  return {
    kind: 'commands',
    lines: [
      ...(remote === undefined ? [] : [`git fetch ${shellQuote([remote])} ${refs.join(' \\\n  ')}`]),
      `git run checkout ${short}    # its code, params and artifacts`,
      ...(status === 'finished'
        ? [`git run rerun ${short}       # the same again, and whether it came out the same`]
        : []),
      ...(baseline === undefined ? [] : [`git run diff ${shortId(baseline.id)} ${short} --patch`]),
    ],
  };
}

/** Pages that lead to runs: of an experiment, and of all experiments. */
import type { Directions } from '../../query/direction.ts';
import { compareText } from '../../query/sort.ts';
import type { RunRow } from '../../run/run-row.ts';
import { columnsFor } from '../columns.ts';
import { type Clock, formatCount } from '../format.ts';
import type { Block } from '../sheet/sheet.ts';
import { sheetHtml } from '../sheet/sheet-html.ts';
import { cut } from '../width.ts';
import { htmlPage } from './page.ts';

export interface ExperimentPage extends Clock {
  readonly name: string;
  readonly description: string;
  /** Its runs, in any order. */
  readonly rows: readonly RunRow[];
  readonly directions: Directions;
  /** The address of the page of a run. */
  href(row: RunRow): string;
  /** The address of the page of all experiments. */
  readonly up: string;
}

/** So many runs are listed, the newest. */
const MOST = 500;
/** Characters of a cell. */
const LONGEST = 80;

/** Prints the page of an experiment. */
export function experimentPage(page: ExperimentPage): string {
  const { name, description, rows, up } = page;
  const newest = rows.toSorted((one, other) => compareText(other.started, one.started)).slice(0, MOST);
  const more = rows.length - newest.length;
  const blocks: Block[] = [
    { kind: 'lines', lines: [{ text: 'All experiments', href: up }] },
    ...(description === '' ? [] : [{ kind: 'lines', lines: description.split('\n') } as const]),
    { kind: 'lines', lines: [{ text: formatCount(rows.length, 'run'), tone: 'dim' }] },
    ...(newest.length === 0 ? [] : [runsTable(newest, page)]),
    ...(more === 0
      ? []
      : [
          {
            kind: 'lines',
            lines: [{ text: `and ${formatCount(more, 'older run')}: git run log`, tone: 'dim' }],
          } as const,
        ]),
  ];
  return htmlPage({ title: name, body: sheetHtml(blocks) });
}

function runsTable(rows: readonly RunRow[], { directions, href, ...clock }: ExperimentPage): Block {
  const columns = columnsFor(['status', 'started', 'duration', 'auto'], rows, directions);
  return {
    kind: 'table',
    columns: [{ title: 'run' }, ...columns.map(({ optional: _, ...column }) => column)],
    rows: rows.map(row => [
      { text: cut(row.name, LONGEST), href: href(row) },
      ...columns.map(column => cut(column.text(row, clock), LONGEST)),
    ]),
  };
}

export interface ListedPage {
  readonly name: string;
  readonly href: string;
  readonly removed: boolean;
}

/** Prints the page of all experiments. */
export function experimentsPage(experiments: readonly ListedPage[]): string {
  const rows = experiments.map(({ name, href, removed }) => [
    { text: name, href },
    { text: removed ? 'in the trash' : '', tone: 'dim' } as const,
  ]);
  const columns = [{ title: 'experiment' }, { title: '' }];
  return htmlPage({ title: 'Experiments', body: sheetHtml([{ kind: 'table', columns, rows }]) });
}

/** Several runs side by side, for people: what differs, the best of each metric marked, and in one line what is the same. */

import { SECTIONS, type Section, type Side } from '../../query/side.ts';
import type { SideRow } from '../../query/side-by-side.ts';
import type { Leaf } from '../../run/flatten.ts';
import { shortId } from '../../run/run-id.ts';
import { formatCount, formatDuration, formatNumber } from '../format.ts';
import { sanitise } from '../sanitise.ts';
import type { Block, SheetCell } from '../sheet/sheet.ts';
import { widthOf } from '../width.ts';
import { factText, NOTHING, signed } from './fact-text.ts';
import { sideTitles } from './side-titles.ts';

export interface SideBySideView {
  /** Terminal cells; undefined where nothing is cut. */
  readonly width?: number | undefined;
  /** Runs as rows; where absent they are columns, as long as there is room for them. */
  readonly asRows?: boolean;
  /** Also what is the same in all, below what differs. */
  readonly all?: boolean;
  /** Whether the first one is what the others are measured by. */
  readonly hasBaseline?: boolean | undefined;
  /** What could be compared besides. */
  readonly leftOut?: readonly Section[];
}

/** So many runs are columns where nothing says how much room there is. */
const MOST_COLUMNS = 8;

/** Cells of a column with its gap: an id has as many and more. */
const NARROWEST = 6;

/** The whole of a comparison of several. */
export function sideBySideBlocks(
  sides: readonly Side[],
  rows: readonly SideRow[],
  { width, asRows = false, all = false, hasBaseline = false, leftOut = [] }: SideBySideView,
): Block[] {
  const shown = [...rows.filter(({ same }) => !same), ...rows.filter(({ same }) => all && same)];
  // A thousand columns need not be measured.
  const mayFit = !asRows && sides.length <= (width === undefined ? MOST_COLUMNS : width / NARROWEST);
  const columns = mayFit ? asColumns(sides, shown, hasBaseline) : undefined;
  const fits = columns !== undefined && (width === undefined || naturalWidth(columns) <= width);
  const table = fits ? columns : asRowsTable(sides, shown);
  const lines = [...bestLine(shown), ...(all ? [] : sameLine(rows)), ...leftOutLine(leftOut)];
  return [table, ...(lines.length === 0 ? [] : [{ kind: 'lines', lines } as const])];
}

type Table = Extract<Block, { kind: 'table' }>;

/** Sections are told apart by a row of their own, in their order. */
function asColumns(sides: readonly Side[], rows: readonly SideRow[], hasBaseline: boolean): Table {
  const columns = ['', ...sideTitles(sides)].map((title, at) => ({
    title,
    ...(at === 0 ? {} : ({ align: 'right' } as const)),
  }));
  const sections = SECTIONS.filter(section => rows.some(row => row.section === section));
  const body = sections.flatMap(section => [
    [{ text: TITLES[section], tone: 'strong' as const }],
    ...rows
      .filter(row => row.section === section)
      .flatMap(row => [
        [row.key, ...row.values.map((_, at) => cellOf(row, at))],
        ...(hasBaseline ? differenceRow(row) : []),
      ]),
  ]);
  const role: SheetCell[][] = hasBaseline ? [['', { text: 'baseline', tone: 'dim' }]] : [];
  return { kind: 'table', columns, rows: [['id', ...sides.map(idOf)], ...role, ...body] };
}

/** Below a metric, by how much each is more than the first. */
function differenceRow({ section, values: [first, ...others], same }: SideRow): SheetCell[][] {
  if (section !== 'metrics' || same || typeof first?.value !== 'number') return [];
  const base = first.value;
  const differences = others.map((leaf): SheetCell => {
    const isKnown = typeof leaf?.value === 'number' && leaf.value !== base;
    return isKnown ? { text: signed((leaf.value as number) - base), tone: 'dim' } : '';
  });
  return differences.every(cell => cell === '') ? [] : [['', '', ...differences]];
}

const TITLES: Readonly<Record<Section, string>> = {
  outcome: 'Outcome',
  command: 'Command',
  params: 'Params',
  metrics: 'Metrics',
  code: 'Code',
  environment: 'Environment',
  inputs: 'Inputs',
  artifacts: 'Artifacts',
};

/** Metrics go last where the room ends, then params. */
const OPTIONAL: Readonly<Partial<Record<Section, number>>> = { metrics: 1, params: 2 };

function asRowsTable(sides: readonly Side[], rows: readonly SideRow[]): Table {
  const isTwice = (key: string) => rows.filter(row => row.key === key).length > 1;
  const columns = [
    { title: 'id' },
    { title: 'name', flexible: true },
    ...rows.map(({ section, key }) => ({
      title: isTwice(key) ? `${section}.${key}` : key,
      align: 'right' as const,
      flexible: section !== 'metrics',
      optional: OPTIONAL[section] ?? 3,
    })),
  ];
  const body = sides.map((side, at) => [idOf(side), side.name, ...rows.map(row => cellOf(row, at))]);
  return { kind: 'table', columns, rows: body, isGrid: true };
}

function idOf({ id }: Side): string {
  return id === undefined ? '' : shortId(id);
}

function cellOf(row: SideRow, at: number): SheetCell {
  const leaf = row.values[at];
  if (leaf === undefined) return { text: NOTHING, tone: 'dim' };
  const text = textOf(row, leaf);
  return row.best.includes(at) ? { text, tone: 'best' } : text;
}

function textOf({ section, key, values }: SideRow, leaf: Leaf): string {
  const { value } = leaf;
  if (section === 'outcome' && key === 'duration') return formatDuration(Number(value));
  if (section === 'metrics') return formatNumber(value as number);
  if (section === 'code' && key === 'tree') return String(value).slice(0, 10);
  if ((section === 'inputs' || section === 'artifacts') && /^[0-9a-f]{64}$/.test(String(value)))
    return String(value).slice(0, 8);
  return factText(
    leaf,
    values.some(other => other !== undefined && typeof other.value !== typeof value),
  );
}

function naturalWidth({ columns, rows }: Table): number {
  const lines = [columns.map(({ title }) => title), ...rows.map(row => row.map(cell => plain(cell)))];
  return columns.reduce(
    (sum, _, at) => sum + 2 + Math.max(...lines.map(line => widthOf(sanitise(line[at] ?? '')))),
    -2,
  );
}

function plain(cell: SheetCell): string {
  return typeof cell === 'string' ? cell : `${cell.tone === 'best' ? '*' : ''}${cell.text}`;
}

/** `best: highest acc, lowest loss`: by a name it is guessed, and the reader shall see how. */
function bestLine(rows: readonly SideRow[]): SheetCell[] {
  const marked = rows.filter(({ best }) => best.length > 0);
  const named = (direction: 'min' | 'max', word: string) => {
    const keys = marked.filter(row => row.direction === direction).map(({ key }) => key);
    const some = keys.slice(0, 8).join(', ') + (keys.length > 8 ? ' …' : '');
    return keys.length === 0 ? [] : [`${word} ${some}`];
  };
  const parts = [...named('max', 'highest'), ...named('min', 'lowest')];
  return parts.length === 0 ? [] : [{ text: `best: ${parts.join('; ')}`, tone: 'dim' }];
}

function leftOutLine(sections: readonly Section[]): SheetCell[] {
  if (sections.length === 0) return [];
  const options = sections.map(section => `--${section}`).join(', ');
  return [{ text: `not compared: what ${options} compare`, tone: 'dim' }];
}

function sameLine(rows: readonly SideRow[]): SheetCell[] {
  const nouns: Readonly<Partial<Record<Section, string>>> = {
    params: 'param',
    metrics: 'metric',
    inputs: 'input',
    artifacts: 'artifact',
    environment: 'fact of the environment',
  };
  const same = rows.filter(row => row.same);
  const fixed = same.filter(({ section }) => nouns[section] === undefined).map(({ key }) => key);
  const counted = (Object.entries(nouns) as [Section, string][]).flatMap(([section, noun]) => {
    const count = same.filter(row => row.section === section).length;
    return count === 0 ? [] : [formatCount(count, noun, noun.replace(/^\w+/, '$&s'))];
  });
  const parts = [...fixed, ...counted];
  const isOne = parts.length === 1 && (fixed.length === 1 || /^1 /.test(parts[0] ?? ''));
  return parts.length === 0
    ? []
    : [{ text: `${parts.join(', ')} ${isOne ? 'is' : 'are'} the same in all`, tone: 'dim' }];
}

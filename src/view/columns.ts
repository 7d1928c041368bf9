/** The columns of run lists: one definition for the table, CSV, `--oneline` and the TUI. */
import type { Directions } from '../query/direction.ts';
import { type Attribute, type Key, lookup, own, parseKey, printKey, printTags } from '../query/lookup.ts';
import { commonMetrics, keysByCount, varyingParams } from '../query/salient.ts';
import type { Json } from '../run/json.ts';
import { printParam } from '../run/param.ts';
import { shortId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { runState } from '../run/signature.ts';
import { type Clock, formatDuration, formatNumber, formatRelative } from './format.ts';
import { signatureStyle, signatureText } from './signature.ts';
import { type Paint, type Style, statusStyle } from './style.ts';
import type { TableColumn } from './table.ts';

export interface RunColumn extends TableColumn {
  /** As people write it: `metrics.acc`. */
  readonly key: string;
  readonly align: 'left' | 'right';
  /** What the run has there, exact, for --json and --csv; undefined when it has nothing. */
  value(row: RunRow): Json | undefined;
  /** What a person is shown; not sanitised. */
  text(row: RunRow, clock: Clock): string;
  /** The colour of a cell, where it has one. */
  paint?(row: RunRow, style: Style): Paint;
}

/**
 * The columns people named, or, when they named none, those that say most about these runs. `auto` among the names is
 * the params that vary and the metrics that most runs have, `params.*` every param. Throws UsageError.
 */
export function columnsFor(
  names: readonly string[] | undefined,
  rows: readonly RunRow[],
  declared: Directions = {},
): RunColumn[] {
  const where = rows.some(row => row.where !== undefined) ? [WHERE] : [];
  if (names === undefined) return distinctTitles([...alwaysShown(rows), ...where, ...shownWhereRoom(rows)]);
  const columns = new Map<string, RunColumn>();
  // One that is named, and found by `auto` as well, stands once, where it stands first; named, it is not left out.
  for (const column of names.flatMap(name => columnsNamed(name, rows, declared))) {
    const before = columns.get(column.key);
    if (before === undefined || before.optional !== undefined) columns.set(column.key, column);
  }
  return distinctTitles([...columns.values(), ...where]);
}

/** The keys that are named one by one: not those that `auto` and `params.*` find. Throws UsageError. */
export function namedKeys(names: readonly string[]): Key[] {
  return names.filter(name => name !== 'auto' && wholeKind(name) === undefined).map(name => parseKey(name));
}

function columnsNamed(name: string, rows: readonly RunRow[], declared: Directions): RunColumn[] {
  if (name === 'auto') return salientColumns(rows);
  const kind = wholeKind(name);
  if (kind === undefined) return [columnOf(parseKey(name, declared), rows)];
  const records = { param: 'params', metric: 'metrics', tag: 'tags' } as const;
  return keysByCount(rows.map(row => row[records[kind]])).map(key => columnOf({ kind, name: key }, rows));
}

/** `params.*` is all of a kind. */
function wholeKind(name: string): 'param' | 'metric' | 'tag' | undefined {
  return /^(param|metric|tag)s?\.\*$/.exec(name)?.[1] as 'param' | 'metric' | 'tag' | undefined;
}

/** Every column that has something in it, for other programs to read. */
export function allColumns(rows: readonly RunRow[]): RunColumn[] {
  const user: Key[] = [
    ...keysByCount(rows.map(row => row.params)).map(name => ({ kind: 'param', name }) as const),
    ...keysByCount(rows.map(row => row.metrics)).map(name => ({ kind: 'metric', name }) as const),
    ...keysByCount(rows.map(row => row.tags)).map(name => ({ kind: 'tag', name }) as const),
  ];
  return [...FIXED.map(name => ({ kind: 'attribute', name }) as const), ...user].map(key =>
    columnOf(key, rows),
  );
}

/** The columns of every CSV, in this order, whatever the runs hold. */
const FIXED: readonly Attribute[] = [
  ...(['id', 'name', 'experiment', 'status', 'exit', 'started', 'ended', 'duration'] as const),
  ...(['commit', 'source', 'head', 'branch', 'dirty', 'host', 'command', 'note', 'artifacts'] as const),
];

/** How a run stands, with what it ended with: `failed 1`, `killed KILL`. */
export function statusText(row: RunRow): string {
  if (row.status !== 'failed' && row.status !== 'killed') return row.status;
  const exit = lookup(row, { kind: 'attribute', name: 'exit' });
  return exit === undefined ? row.status : `${row.status} ${String(exit).replace(/^SIG/, '')}`;
}

/** Where runs are, which is no key of theirs: it is there where a remote was asked. */
const WHERE: RunColumn = {
  key: 'remote',
  title: 'remote',
  align: 'left',
  value: row => row.where,
  text: row => row.where ?? '',
  paint: (row, style) => (row.where === 'both' ? style.dim : row.where === 'here' ? style.yellow : style.red),
};

function alwaysShown(rows: readonly RunRow[]): RunColumn[] {
  const experiments = new Set(rows.map(row => row.experiment));
  const names: Attribute[] = ['id', 'name', 'experiment', 'status', 'started', 'duration'];
  return names
    .filter(name => name !== 'experiment' || experiments.size > 1)
    .map(name => ({ ...columnOf({ kind: 'attribute', name }, rows), ...WITHOUT_ROOM[name] }));
}

/** When it was, and for how long, is sooner done without than what was tried, and what came of it. */
const WITHOUT_ROOM: Readonly<Partial<Record<Attribute, Pick<TableColumn, 'optional'>>>> = {
  duration: { optional: 5 },
  started: { optional: 4 },
  experiment: { optional: 3 },
};

/** What goes first where the room ends has the highest number. */
function shownWhereRoom(rows: readonly RunRow[]): RunColumn[] {
  const remark = (name: 'tags' | 'note'): RunColumn => ({
    ...columnOf({ kind: 'attribute', name }, rows),
    optional: 6,
  });
  return [
    ...salientColumns(rows),
    ...(rows.some(row => printTags(row.tags) !== '') ? [remark('tags')] : []),
    ...(rows.some(row => row.note !== '') ? [remark('note')] : []),
  ];
}

/** The params that tell the runs apart, and the metrics that most of them have. */
function salientColumns(rows: readonly RunRow[]): RunColumn[] {
  const column = (kind: 'param' | 'metric', name: string, optional: number): RunColumn => ({
    ...columnOf({ kind, name }, rows),
    optional,
  });
  return [
    ...varyingParams(rows, 4).map(name => column('param', name, 2)),
    ...commonMetrics(rows, 3).map(name => column('metric', name, 1)),
  ];
}

function columnOf(key: Key, rows: readonly RunRow[]): RunColumn {
  const value = (row: RunRow): Json | undefined => lookup(row, key);
  const base = { key: printKey(key), title: key.name, align: 'left', value } as const;
  switch (key.kind) {
    case 'attribute':
      return { ...base, text: row => print(value(row)), ...ATTRIBUTE_COLUMNS[key.name] };
    case 'metric':
      return { ...base, align: 'right', text: row => print(value(row)) };
    case 'tag':
      return { ...base, flexible: true, text: row => print(value(row)) };
    case 'param': {
      const text = (row: RunRow): string => {
        const param = own(row.params, key.name);
        return param === undefined ? '' : printParam(param);
      };
      return { ...base, align: allNumbers(rows, value) ? 'right' : 'left', flexible: true, text };
    }
  }
}

const ATTRIBUTE_COLUMNS: Readonly<Partial<Record<Attribute, Partial<RunColumn>>>> = {
  id: { text: row => shortId(row.id), paint: (_, style) => style.yellow },
  name: { flexible: true },
  experiment: { flexible: true },
  status: { text: statusText, paint: (row, style) => statusStyle(row.status, style) },
  started: { text: (row, clock) => formatRelative(Date.parse(row.started), clock) },
  ended: {
    text: (row, clock) => (row.ended === undefined ? '' : formatRelative(Date.parse(row.ended), clock)),
  },
  duration: { align: 'right', text: durationText },
  commit: { text: row => (row.commit ?? '').slice(0, 10) },
  source: { text: row => (row.source?.commit ?? '').slice(0, 10) },
  head: { text: row => (row.source?.head ?? '').slice(0, 10) },
  command: { flexible: true },
  tags: { flexible: true },
  note: { flexible: true, text: row => firstLine(row.note) },
  artifacts: { align: 'right' },
  signature: {
    text: row => (row.signatures === undefined ? '' : signatureText(row.signatures)),
    paint: (row, style) =>
      row.signatures === undefined ? style.dim : signatureStyle(runState(row.signatures), style),
  },
};

/** A run in progress has lasted until now. */
function durationText(row: RunRow, { now }: Clock): string {
  const end = row.ended === undefined ? now : Date.parse(row.ended);
  return formatDuration((end - Date.parse(row.started)) / 1000);
}

function firstLine(note: string): string {
  const [first = '', ...more] = note.trim().split(/\r?\n/);
  return more.length > 0 ? `${first} …` : first;
}

function print(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number' || typeof value === 'bigint' ? formatNumber(value) : String(value);
}

function allNumbers(rows: readonly RunRow[], value: (row: RunRow) => Json | undefined): boolean {
  const values = rows.map(value).filter(found => found !== undefined && found !== null);
  return values.every(found => typeof found === 'number' || typeof found === 'bigint');
}

/** A param and a metric of one name are told apart by their whole keys. */
function distinctTitles(columns: readonly RunColumn[]): RunColumn[] {
  const twice = (title: string): boolean => columns.filter(column => column.title === title).length > 1;
  return columns.map(column => (twice(column.title) ? { ...column, title: column.key } : column));
}

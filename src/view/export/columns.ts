/**
 * The columns of an export, in an order that never depends on the runs but for which keys there are: the attributes as
 * listed here, then `params.*`, `metrics.*` (the last value of each) and `tags.*`, each sorted by code point.
 */
import type { Directions } from '../../query/direction.ts';
import { type Attribute, type Key, parseKey, printKey } from '../../query/lookup.ts';
import { compareText } from '../../query/sort.ts';
import type { RunRow } from '../../run/run-row.ts';

/** Those of every export. Attributes may be added at the end, none is moved or taken away. */
export const EXPORTED: readonly Attribute[] = [
  ...(['id', 'name', 'experiment', 'status', 'exit', 'started', 'ended', 'duration'] as const),
  ...(['commit', 'source', 'head', 'branch', 'dirty', 'author', 'host', 'seed', 'command'] as const),
  ...(['note', 'artifacts', 'trashed'] as const),
];

export interface ExportColumn {
  /** Its title, which is how filters and columns name it. */
  readonly title: string;
  readonly key: Key;
}

const KINDS = ['param', 'metric', 'tag'] as const;
type Kind = (typeof KINDS)[number];

/** The users' keys of many runs, gathered one run at a time: all that is held of them. */
export class ExportKeys {
  readonly #names: Readonly<Record<Kind, Set<string>>> = {
    param: new Set(),
    metric: new Set(),
    tag: new Set(),
  };

  add(row: RunRow): void {
    for (const kind of KINDS)
      for (const name of Object.keys(row[recordOf(kind)])) this.#names[kind].add(name);
  }

  /** The columns of one kind, sorted. */
  columns(kind: Kind): ExportColumn[] {
    return [...this.#names[kind]].sort(compareText).map(name => columnOf({ kind, name }));
  }
}

/** Whether columns are only known when all runs have been seen. */
export function needKeys(names: readonly string[] | undefined): boolean {
  return names === undefined || names.some(name => starred(name) !== undefined);
}

/** The columns that were named, `params.*` and the like among them, or else all there are. Throws UsageError. */
export function exportColumns(
  names: readonly string[] | undefined,
  keys: ExportKeys,
  declared: Directions = {},
): ExportColumn[] {
  if (names === undefined) return [...attributeColumns(), ...KINDS.flatMap(kind => keys.columns(kind))];
  const columns = names.flatMap(name => {
    const kind = starred(name);
    return kind === undefined ? [columnOf(parseKey(name, declared))] : keys.columns(kind);
  });
  return columns.filter(({ title }, at) => columns.findIndex(other => other.title === title) === at);
}

/** The columns of everything that one run has. */
export function ownColumns(row: RunRow): ExportColumn[] {
  const keys = new ExportKeys();
  keys.add(row);
  return exportColumns(undefined, keys);
}

function attributeColumns(): ExportColumn[] {
  return EXPORTED.map(name => columnOf({ kind: 'attribute', name }));
}

function columnOf(key: Key): ExportColumn {
  return { title: printKey(key), key };
}

function recordOf(kind: Kind): 'params' | 'metrics' | 'tags' {
  return `${kind}s`;
}

function starred(name: string): Kind | undefined {
  return KINDS.find(kind => name === `${kind}s.*` || name === `${kind}.*`);
}

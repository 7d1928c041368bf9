/** How the runs of a repository are looked at: kept from one time to the next, and under names. */
import type { Directions } from '../../query/direction.ts';
import { parseFilter } from '../../query/filter/parse.ts';
import { type Key, parseKey, printKey } from '../../query/lookup.ts';
import type { Today } from '../../query/since.ts';
import type { Direction, SortKey } from '../../query/sort.ts';
import { GitRunError } from '../../run/errors.ts';
import type { ListWish } from './runs.ts';

export interface View {
  /** As it is typed; none is empty. */
  readonly filter: string;
  readonly sort: readonly { readonly key: string; readonly direction: Direction }[];
  readonly group?: string | undefined;
  /** Those that say most, where absent. */
  readonly columns?: readonly string[] | undefined;
}

export interface SavedView extends View {
  readonly name: string;
}

/** What is kept of a repository's screen. */
export interface Kept {
  readonly views: readonly SavedView[];
  readonly last?: View | undefined;
  /** Lines that were typed, newest first. */
  readonly filters: readonly string[];
  readonly commands: readonly string[];
}

export const NOTHING_KEPT: Kept = { views: [], filters: [], commands: [] };

/** What of a wish is kept. */
export function viewOf({ filterText, sort, groupBy, columns }: ListWish): View {
  return {
    filter: filterText,
    sort: sort.map(({ key, direction }) => ({ key: printKey(key), direction })),
    ...(groupBy !== undefined && { group: printKey(groupBy) }),
    ...(columns !== undefined && { columns }),
  };
}

/** The wish of a view. What cannot be read, of a later program or by hand, is left out. */
export function wishOf(view: View, directions: Directions, today: Today): Partial<ListWish> {
  const filter = attempt(() => parseFilter(view.filter, directions));
  const isFiltered = filter !== undefined && view.filter.trim() !== '';
  const keyOf = (text: string) => attempt(() => parseKey(text, directions));
  const columns = view.columns?.filter(text => keyOf(text) !== undefined);
  return {
    filterText: isFiltered ? view.filter.trim() : '',
    filter: isFiltered ? filter : undefined,
    sort: view.sort.flatMap(({ key, direction }): SortKey[] => {
      const found = keyOf(key);
      return found === undefined ? [] : [{ key: found, direction }];
    }),
    groupBy: view.group === undefined ? undefined : keyOf(view.group),
    folded: new Set(),
    columns: columns === undefined || columns.length === 0 ? undefined : columns,
    today,
  };
}

/** A view in a line: `where status = failed · by metrics.acc▼ · grouped by params.lr`. */
export function printView({ filter, sort, group, columns }: View): string {
  const keys = sort.map(({ key, direction }) => `${key}${direction === 'ascending' ? '▲' : '▼'}`);
  const parts = [
    ...(filter === '' ? [] : [`where ${filter}`]),
    ...(keys.length === 0 ? [] : [`by ${keys.join(', ')}`]),
    ...(group === undefined ? [] : [`grouped by ${group}`]),
    ...(columns === undefined ? [] : [`columns ${columns.join(', ')}`]),
  ];
  return parts.length === 0 ? 'all runs, as they come' : parts.join(' · ');
}

/** Views with another one, in the order of their names; one of that name gives way to it. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const others = views.filter(({ name }) => name !== view.name);
  return [...others, view].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function attempt<T extends Key | ReturnType<typeof parseFilter>>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof GitRunError) return undefined;
    throw error;
  }
}

/** The choice of columns: all keys that runs have, those of the list first, in their order. */
import { ATTRIBUTES, printKey } from '../../query/lookup.ts';
import { keysByCount } from '../../query/salient.ts';
import type { RunRow } from '../../run/run-row.ts';
import { EMPTY_FIELD } from './field.ts';
import { wordsOf } from './list.ts';
import type { ColumnChoice, ColumnsMode } from './mode.ts';
import type { RunsState } from './runs.ts';

/** So many runs are asked for their keys, all through the list. */
const ASKED = 2000;

/** Opens the choice. */
export function columnsMode({ columns, rows }: RunsState): ColumnsMode {
  const on = columns.map(({ key }) => key);
  const isOn = new Set(on);
  const off = keysOf(sample(rows)).filter(key => !isOn.has(key));
  const all = [...on, ...off].map(key => ({ key, isOn: isOn.has(key) }));
  return { kind: 'columns', all, field: EMPTY_FIELD, cursor: 0, top: 0 };
}

function sample(rows: readonly RunRow[]): readonly RunRow[] {
  if (rows.length <= ASKED) return rows;
  const step = rows.length / ASKED;
  return Array.from({ length: ASKED }, (_, at) => rows[Math.floor(at * step)] as RunRow);
}

function keysOf(rows: readonly RunRow[]): readonly string[] {
  const metrics = keysByCount(rows.map(row => row.metrics));
  const params = keysByCount(rows.map(row => row.params));
  const tags = keysByCount(rows.map(row => row.tags));
  return [
    ...metrics.map(name => printKey({ kind: 'metric', name })),
    ...params.map(name => printKey({ kind: 'param', name })),
    ...tags.map(name => printKey({ kind: 'tag', name })),
    // Signatures take a program each to be judged: the Detail pane has those of its run.
    ...ATTRIBUTES.filter(name => name !== 'signature'),
    ...metrics.flatMap(name =>
      ['best', 'min', 'max'].map(part => printKey({ kind: 'metric', name: `${name}.${part}` })),
    ),
  ];
}

/** The columns that have what is typed. */
export function choicesOf({ all, field }: Pick<ColumnsMode, 'all' | 'field'>): readonly ColumnChoice[] {
  const words = wordsOf(field.text);
  if (words.length === 0) return all;
  return all.filter(({ key }) => words.every(word => key.toLowerCase().includes(word)));
}

/** Switches the column under the cursor on, or off. */
export function toggled(mode: ColumnsMode): ColumnsMode {
  const chosen = choicesOf(mode)[mode.cursor];
  if (chosen === undefined) return mode;
  return { ...mode, all: mode.all.map(one => (one === chosen ? { ...one, isOn: !one.isOn } : one)) };
}

/** Moves the column under the cursor to the place of the one that is shown before it (-1) or behind it (1). */
export function reordered(mode: ColumnsMode, step: 1 | -1): ColumnsMode {
  const shown = choicesOf(mode);
  const [chosen, other] = [shown[mode.cursor], shown[mode.cursor + step]];
  if (chosen === undefined || other === undefined) return mode;
  const all = mode.all.filter(one => one !== chosen);
  const at = all.indexOf(other) + (step === 1 ? 1 : 0);
  return { ...mode, all: [...all.slice(0, at), chosen, ...all.slice(at)], cursor: mode.cursor + step };
}

/** The keys that are on, in their order; undefined where none is. */
export function chosenColumns({ all }: ColumnsMode): readonly string[] | undefined {
  const on = all.filter(({ isOn }) => isOn).map(({ key }) => key);
  return on.length === 0 ? undefined : on;
}

/** A filter holds as it is typed; one that is not right yet leaves the list as it is. */
import type { Filter } from '../../query/filter/filter.ts';
import { parseFilter } from '../../query/filter/parse.ts';
import { FilterError } from '../../run/filter-errors.ts';
import type { LineMode } from '../state/mode.ts';
import type { Control } from './control.ts';

/** Of so many runs the list takes longer to make than a key may take: it waits for a pause of so many ms. */
const MANY = 20_000;
const PAUSE = 150;

const waiting = new WeakMap<Control['store'], NodeJS.Timeout>();

/** What is wrong with a filter, and where; undefined where nothing is. */
export function filterError({ store }: Control, text: string): LineMode['error'] {
  try {
    parseFilter(text, store.state().runs.directions);
    return undefined;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    const { at, nearest } = error.data;
    const meant = nearest.length === 0 ? '' : `: ${nearest.join(' or ')}?`;
    return { message: error.message.replace(/^filter, column \d+: /, '') + meant, at };
  }
}

/** Has a filter hold that is right, at the next pause in typing where there are very many runs, or now. */
export function applyFilter(control: Control, text: string, when: 'soon' | 'now' = 'soon'): void {
  const { store } = control;
  clearTimeout(waiting.get(store));
  waiting.delete(store);
  const { rows, wish } = store.state().runs;
  if (text.trim() === wish.filterText) return;
  if (when === 'now' || rows.length <= MANY) apply(control, text.trim());
  else
    waiting.set(
      store,
      setTimeout(() => apply(control, text.trim()), PAUSE),
    );
}

function apply({ store, desk }: Control, filterText: string): void {
  const { directions } = store.state().runs;
  const filter: Filter | undefined = filterText === '' ? undefined : parseFilter(filterText, directions);
  const today = { now: desk.now(), zone: desk.zone };
  store.send({ kind: 'runs', event: { kind: 'wish', wish: { filterText, filter, today } } });
}

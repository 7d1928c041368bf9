/** Opens a line to be typed. */

import type { AppState } from '../state/app.ts';
import { fieldOf } from '../state/field.ts';
import { type LineMode, NO_OFFERS, type Origin, type PageMode, type Purpose } from '../state/mode.ts';
import { currentRun } from '../state/runs.ts';
import { askOffers } from './complete.ts';
import type { Control } from './control.ts';

const LABELS: Readonly<Record<Purpose, string>> = {
  filter: 'filter',
  search: 'search',
  command: 'git run',
  tag: 'tag',
  note: 'note',
  checkout: 'check out in',
  save: 'save in the directory',
  view: 'name of the view',
};

/** Opens one with a text in it, above the panes or above a page. Returns true, as what answers an action does. */
export function openLine(control: Control, purpose: Purpose, text: string, below?: PageMode): true {
  const { store } = control;
  const state = store.state();
  const field = fieldOf(text);
  const mode: LineMode = {
    kind: 'line',
    purpose,
    label: LABELS[purpose],
    field,
    stem: field,
    before: text,
    origin: originOf(state, below),
    below,
    offers: NO_OFFERS,
    chosen: undefined,
    error: undefined,
    history: state.typed[purpose] ?? [],
    back: -1,
  };
  store.send({ kind: 'mode', mode });
  // Who opens it may not know what there is.
  if (purpose === 'command') void askOffers(control, mode);
  return true;
}

function originOf({ runs, docs, metrics, focus }: AppState, below: PageMode | undefined): Origin {
  const doc = below?.doc ?? (Object.hasOwn(docs, focus) ? docs[focus as keyof typeof docs] : undefined);
  const searched = focus === 'metrics' ? metrics.look.filter : (doc?.search ?? '');
  return { run: currentRun(runs)?.id, search: runs.search, top: doc?.top ?? 0, searched };
}

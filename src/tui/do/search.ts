/** Searches where one is: runs by likeness, texts as they are typed. */
import type { RunId } from '../../run/run-id.ts';
import type { AppEvent, DocPane } from '../state/app.ts';
import { isGroup } from '../state/arrange.ts';
import { reduceDoc } from '../state/doc.ts';
import type { Origin } from '../state/mode.ts';
import type { Control } from './control.ts';
import { type Found, findRuns } from './find-runs.ts';

export interface Wanted {
  readonly text: string;
  /** From where on it is searched. */
  readonly origin: Origin;
}

/** Searches for a text, as it is typed; none ends the search. */
export function searchFor(control: Control, { text, origin }: Wanted): void {
  const { store } = control;
  const { mode, focus } = store.state();
  stop(control);
  if (mode.kind === 'line' && mode.below !== undefined) {
    const doc = reduceDoc(mode.below.doc, { kind: 'search', text, from: origin.top });
    store.send({ kind: 'mode', mode: { ...mode, below: { ...mode.below, doc } } });
  } else if (focus === 'runs') searchRuns(control, { text, origin });
  else for (const event of eventsFor(focus, text, origin)) store.send(event);
}

/** All is again as it was when the search was begun. */
export function undoSearch(control: Control, origin: Origin): void {
  const { send, state } = control.store;
  const { mode, focus } = state();
  stop(control);
  if (mode.kind === 'page') {
    const doc = reduceDoc(mode.doc, { kind: 'search', text: origin.searched, from: origin.top });
    send({ kind: 'mode', mode: { ...mode, doc } });
  } else if (focus === 'runs') {
    send({ kind: 'runs', event: { kind: 'search', search: origin.search } });
    goTo(control, origin.run);
  } else for (const event of eventsFor(focus, origin.searched, origin)) send(event);
}

function eventsFor(focus: string, text: string, { top }: Origin): AppEvent[] {
  switch (focus) {
    case 'metrics':
      return [{ kind: 'metrics', event: { kind: 'search', text } }];
    case 'artifacts':
      return [{ kind: 'artifacts', event: { kind: 'search', text } }];
    case 'output':
      return [{ kind: 'output', event: { kind: 'search', text } }];
    case 'remote':
      return [];
    default:
      return [{ kind: 'doc', pane: focus as DocPane, event: { kind: 'search', text, from: top } }];
  }
}

const going = new WeakMap<Control['store'], AbortController>();

function stop({ store }: Control): void {
  going.get(store)?.abort();
  going.delete(store);
}

function searchRuns(control: Control, { text, origin }: Wanted): void {
  const { store } = control;
  if (text.trim() === '') {
    store.send({ kind: 'runs', event: { kind: 'search', search: undefined } });
    goTo(control, origin.run);
    return;
  }
  const search = new AbortController();
  going.set(store, search);
  const { shown } = store.state().runs;
  const from = Math.max(
    0,
    shown.findIndex(entry => !isGroup(entry) && entry.id === origin.run),
  );
  void findRuns([...shown.slice(from), ...shown.slice(0, from)], text, search.signal).then(found => {
    if (found !== undefined && !search.signal.aborted) show(control, text, found);
  });
}

function show(control: Control, text: string, { hits, best }: Found): void {
  control.store.send({ kind: 'runs', event: { kind: 'search', search: { text, hits } } });
  goTo(control, best);
}

function goTo({ store }: Control, id: RunId | undefined): void {
  if (id !== undefined) store.send({ kind: 'runs', event: { kind: 'go', id } });
}

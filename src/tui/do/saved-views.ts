/** Views that are saved under a name: filter, order, groups and columns. */

import { viewOf, wishOf, withView } from '../state/views.ts';
import type { Control } from './control.ts';

/** Saves how the runs are looked at now; one of that name gives way to it. */
export function saveView({ store }: Control, name: string): void {
  if (name === '') return;
  const { runs, views } = store.state();
  store.send({ kind: 'views', views: withView(views, { name, ...viewOf(runs.wish) }) });
  store.send({ kind: 'notice', notice: { text: `saved: ${name}`, tone: 'good' } });
}

/** Looks at the runs as a view has it. */
export function chooseView({ store, desk }: Control, name: string): void {
  const { runs, views } = store.state();
  const view = views.find(one => one.name === name);
  if (view === undefined) return;
  const today = { now: desk.now(), zone: desk.zone };
  store.send({ kind: 'runs', event: { kind: 'wish', wish: wishOf(view, runs.directions, today) } });
  store.send({ kind: 'notice', notice: { text: `view: ${name}`, tone: 'plain' } });
}

/** Forgets a view. */
export function deleteView({ store }: Control, name: string): void {
  store.send({ kind: 'views', views: store.state().views.filter(view => view.name !== name) });
}

/** Reads what is kept of the repository's screen, and looks at the runs as they were looked at last. It never fails. */
export async function restoreViews({ store, desk }: Control): Promise<void> {
  try {
    const { views, last, filters, commands } = await desk.readViews();
    store.send({ kind: 'views', views });
    store.send({ kind: 'typed', typed: { filter: filters, command: commands } });
    if (last === undefined) return;
    const today = { now: desk.now(), zone: desk.zone };
    const wish = wishOf(last, store.state().runs.directions, today);
    store.send({ kind: 'runs', event: { kind: 'wish', wish } });
  } catch (error) {
    store.send({ kind: 'notice', notice: { text: (error as Error).message, tone: 'bad' } });
  }
}

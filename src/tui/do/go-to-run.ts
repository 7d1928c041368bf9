/** From the page of a run's relatives to one of them in the list. */
import { shortId } from '../../run/run-id.ts';
import { sanitise } from '../../view/sanitise.ts';
import { runAtCursor } from '../state/lineage-page.ts';
import { currentRun } from '../state/runs.ts';
import type { Control } from './control.ts';

/** Goes to the run that the cursor of the page is at, or says why it cannot be gone to. */
export function goToRun({ store }: Control): true {
  const { docs, runs } = store.state();
  const wanted = runAtCursor(docs.lineage);
  const row = runs.rows.find(({ id }) => shortId(id) === wanted);
  const say = (text: string) => store.send({ kind: 'notice', notice: { text, tone: 'plain' } });
  if (row === undefined) {
    say('that run is not in this repository');
    return true;
  }
  store.send({ kind: 'runs', event: { kind: 'go', id: row.id } });
  if (currentRun(store.state().runs)?.id === row.id) store.send({ kind: 'focus', pane: 'runs' });
  else say(`${sanitise(row.name)} is not in the list: a filter leaves it out, or its group is folded`);
  return true;
}

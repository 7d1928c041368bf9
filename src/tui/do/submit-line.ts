/** What a line that was typed is taken for. */

import { remembered } from '../state/line.ts';
import { type LineMode, PANES, type Purpose } from '../state/mode.ts';
import { checkoutPlan, notePlan, tagPlan } from '../state/plan.ts';
import { chosenRuns, currentRun } from '../state/runs.ts';
import { applyFilter } from './apply-filter.ts';
import { saveArtifact } from './artifact-actions.ts';
import { propose } from './carry-out.ts';
import type { Control } from './control.ts';
import { runCommand } from './run-command.ts';
import { saveView } from './saved-views.ts';
import { searchFor } from './search.ts';

/** Does it; a line that is wrong stays open. */
export function submitLine(control: Control, mode: LineMode): void {
  const { send, state } = control.store;
  if (mode.error !== undefined) return;
  const text = mode.field.text.trim();
  remember(control, mode.purpose, text);
  send({ kind: 'mode', mode: mode.below ?? PANES });
  const row = currentRun(state().runs);
  switch (mode.purpose) {
    case 'filter':
      applyFilter(control, text, 'now');
      return;
    case 'search':
      if (mode.below === undefined) searchFor(control, { text, origin: mode.origin });
      return;
    case 'command':
      void runCommand(control, text);
      return;
    case 'view':
      saveView(control, text);
      return;
    case 'tag': {
      const plan = tagPlan(chosenRuns(state().runs), text);
      if (plan !== undefined) propose(control, () => plan);
      return;
    }
    case 'note':
      if (row !== undefined && text !== row.note) propose(control, () => notePlan(row, text));
      return;
    case 'save':
      saveArtifact(control, text);
      return;
    case 'checkout':
      if (row !== undefined && text !== '') propose(control, () => checkoutPlan(row, text));
      return;
  }
}

function remember({ store }: Control, purpose: Purpose, text: string): void {
  const lines = remembered(store.state().typed[purpose] ?? [], text);
  store.send({ kind: 'typed', typed: { [purpose]: lines } });
}

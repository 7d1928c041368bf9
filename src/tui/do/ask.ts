/** Actions that need an answer, a plan or another pane. */

import type { RunRow } from '../../run/run-row.ts';
import type { Action } from '../keys/bindings.ts';
import type { AppState } from '../state/app.ts';
import { isGroup } from '../state/arrange.ts';
import { canLeave } from '../state/metrics.ts';
import { rerunPlan, starPlan, trashPlan } from '../state/plan.ts';
import { chosenRuns, currentRun, type RunsState } from '../state/runs.ts';
import { copySequence } from '../terminal/clipboard.ts';
import { askWhereToSave, viewArtifact } from './artifact-actions.ts';
import { propose } from './carry-out.ts';
import type { Control } from './control.ts';
import { goToRun } from './go-to-run.ts';
import { openColumns, openHelp, openHistory, openViews } from './lists.ts';
import { openLine } from './open-line.ts';
import { fetchRuns, pushRuns } from './share.ts';

/** Does it; false where the action is none of these, and the pane has it. */
export function ask(control: Control, action: Action): boolean {
  const { store } = control;
  const { send } = store;
  const state = store.state();
  switch (action) {
    case 'filter':
      return openLine(control, 'filter', state.runs.wish.filterText);
    case 'search':
      return openLine(control, 'search', '');
    case 'command':
      return openLine(control, 'command', '');
    case 'help':
      return openHelp(control);
    case 'columns':
      return openColumns(control);
    case 'views':
      return openViews(control);
    case 'history':
      return openHistory(control);
    case 'diff':
    case 'compare':
      send({ kind: 'focus', pane: action });
      return true;
    case 'open':
      if (isOnGroup(state.runs)) return false;
      send({ kind: 'focus', pane: state.beside === 'runs' ? 'detail' : state.beside });
      return true;
    case 'go-to-run':
      return goToRun(control);
    case 'back':
      return back(control, state);
    case 'save-artifact':
      return askWhereToSave(control);
    case 'view-artifact':
      return viewArtifact(control);
    case 'push':
      return pushRuns(control);
    case 'fetch':
      return fetchRuns(control);
    default:
      return aboutRuns(control, action, state);
  }
}

/** What is done to runs: to the marked ones, else to the one under the cursor. */
function aboutRuns(control: Control, action: Action, { runs }: AppState): boolean {
  const chosen = chosenRuns(runs);
  const current = currentRun(runs);
  const isAboutRuns = ['star', 'tag', 'note', 'trash', 'copy', 'checkout', 'rerun'].includes(action);
  if (!isAboutRuns) return false;
  if (current === undefined) return say(control, 'there is no run under the cursor');
  const isLive = action !== 'copy' && chosen.some(({ status }) => status === 'running');
  if (isLive) return say(control, 'a run in progress has to end first');
  switch (action) {
    case 'star':
      propose(control, () => starPlan(runsOf(control, chosen)));
      return true;
    case 'trash':
      propose(control, () => trashPlan(runsOf(control, chosen)));
      return true;
    case 'rerun':
      propose(control, () => rerunPlan(current));
      return true;
    case 'tag':
      return openLine(control, 'tag', '');
    case 'note':
      return openLine(control, 'note', current.note);
    case 'checkout':
      return openLine(control, 'checkout', `../${current.name}`);
    default:
      return copyIds(
        control,
        chosen.map(({ id }) => id),
      );
  }
}

/** The same runs, as they are when what was pressed before is done. */
function runsOf({ store }: Control, chosen: readonly RunRow[]): readonly RunRow[] {
  const ids = new Set(chosen.map(({ id }) => id));
  return store.state().runs.rows.filter(({ id }) => ids.has(id));
}

function copyIds(control: Control, ids: readonly string[]): boolean {
  const { stage, desk } = control;
  const text = ids.join('\n');
  const sequence = copySequence(text, stage.env);
  if (sequence === undefined) return say(control, 'that is too long for a clipboard');
  stage.write(sequence);
  void desk.copy(text);
  return say(control, `copied ${ids.length === 1 ? ids[0] : `${ids.length} ids`}`);
}

function say({ store }: Control, text: string): true {
  store.send({ kind: 'notice', notice: { text, tone: 'plain' } });
  return true;
}

function isOnGroup({ shown, cursor }: RunsState): boolean {
  const entry = shown[cursor];
  return entry !== undefined && isGroup(entry);
}

/** Out of what one is in, step by step, and from the runs to the shell. */
function back({ store, stage }: Control, state: AppState): true {
  const { send } = store;
  const { runs } = state;
  if (state.output.seek !== undefined) send({ kind: 'output', event: { kind: 'stop' } });
  else if (state.focus === 'artifacts' && state.artifacts.isOpen)
    send({ kind: 'artifacts', event: { kind: 'close' } });
  else if (state.focus === 'metrics' && canLeave(state.metrics))
    send({ kind: 'metrics', event: { kind: 'back' } });
  else if (state.zoomed) send({ kind: 'action', action: 'zoom' });
  else if (state.focus !== 'runs') send({ kind: 'focus', pane: 'runs' });
  else if (runs.anchor !== undefined) send({ kind: 'action', action: 'range' });
  else if (runs.search !== undefined) send({ kind: 'runs', event: { kind: 'search', search: undefined } });
  else if (runs.marked.size > 0) send({ kind: 'action', action: 'mark-none' });
  else if (runs.wish.filterText !== '')
    send({ kind: 'runs', event: { kind: 'wish', wish: { filterText: '', filter: undefined } } });
  else stage.quit();
  return true;
}

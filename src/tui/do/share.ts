/** Pushes and fetches runs. */

import type { RunId } from '../../run/run-id.ts';
import type { AppState } from '../state/app.ts';
import { fetchPlan, pushPlan } from '../state/plan.ts';
import { remoteOf, standings } from '../state/remote.ts';
import { chosenRuns } from '../state/runs.ts';
import { propose } from './carry-out.ts';
import type { Control } from './control.ts';

/** Pushes the marked runs, or the one under the cursor; from the pane of the remote all that it lacks. */
export function pushRuns(control: Control): true {
  withRemote(control, remote => {
    const ids = pushedBy(control.store.state());
    if (ids.length === 0) say(control, `${remote} has all of them`);
    else propose(control, () => pushPlan(ids, remote));
  });
  return true;
}

/** Fetches all runs that the remote has. */
export function fetchRuns(control: Control): true {
  withRemote(control, remote => propose(control, () => fetchPlan(remote)));
  return true;
}

function withRemote(control: Control, use: (remote: string) => void): void {
  const known = remoteOf(control.store.state().remote);
  if (known !== undefined) use(known);
  else
    control.desk.remotes().then(
      ([first]) =>
        first === undefined ? say(control, 'no remote yet: git remote add origin URL') : use(first),
      (error: Error) => say(control, error.message),
    );
}

function pushedBy({ focus, runs, remote }: AppState): RunId[] {
  const { there } = remote;
  if (focus !== 'remote' || there === undefined)
    return chosenRuns(runs).flatMap(({ id, commit }) => (commit === undefined ? [] : [id]));
  return standings(runs.rows, there).flatMap(({ id, where }) => (where === 'here' ? [id] : []));
}

function say({ store }: Control, text: string): void {
  store.send({ kind: 'notice', notice: { text, tone: 'plain' } });
}

/** The run that others are compared with. */
import { sanitise } from '../../view/sanitise.ts';
import type { AppState } from './app.ts';
import { currentRun } from './runs.ts';

/** Makes it the run under the cursor; none, where it is that one already. */
export function withBaseline(state: AppState): AppState {
  const row = currentRun(state.runs);
  if (row === undefined) return state;
  const isOff = row.id === state.baseline;
  const text = isOff
    ? 'there is no baseline any more'
    : `${sanitise(row.name)} is the baseline of comparisons`;
  return { ...state, baseline: isOff ? undefined : row.id, notice: { text, tone: 'plain' } };
}

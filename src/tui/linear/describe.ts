/** What is said of a change of the screen to people who hear it: lines of plain words, and what has not changed is not said. */

import type { Clock } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { AppState } from '../state/app.ts';
import { describeMode } from './describe-mode.ts';
import { describePane } from './describe-pane.ts';
import { describeRuns } from './describe-runs.ts';

/** Tells what has become of one state in another. What is typed into a line is not told: it is echoed. */
export function describe(before: AppState, after: AppState, clock: Clock): string[] {
  const isAbove = after.mode.kind !== 'panes';
  return [
    ...describeMode(before.mode, after.mode, after),
    ...(isAbove ? [] : describePane(before, after)),
    ...describeRuns(before, after, clock),
    ...(after.busy !== undefined && before.busy === undefined ? [`${sanitise(after.busy)} …`] : []),
    ...(after.notice !== undefined && after.notice !== before.notice ? [sanitise(after.notice.text)] : []),
  ];
}

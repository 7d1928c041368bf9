/** The runs whose curves are shown: those that are marked or pinned, and the one under the cursor of the list. */
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { isGroup } from './arrange.ts';
import { markedRuns, type RunsState } from './runs.ts';

/** More curves than these are told apart by nobody. */
const MOST = 12;

export interface CurveRuns {
  readonly rows: readonly RunRow[];
  /** How many more were to be shown. */
  readonly leftOut: number;
}

/** Those that are marked, in the order of the list, then those that are pinned. */
export function chosenForCurves(state: Pick<RunsState, 'marked' | 'pinned' | 'shown' | 'rows'>): RunRow[] {
  const { shown, pinned } = state;
  // They stand at the top.
  const top = shown.slice(0, pinned.size).filter((entry): entry is RunRow => !isGroup(entry));
  return [...markedRuns(state), ...top.filter(({ id }) => pinned.has(id))];
}

/** Adds the one under the cursor, which is always among them. */
export function curveRuns(chosen: readonly RunRow[], current: RunRow | undefined): CurveRuns {
  const rows = new Map<RunId, RunRow>();
  for (const row of chosen) rows.set(row.id, row);
  if (current !== undefined && !rows.has(current.id)) rows.set(current.id, current);
  const all = [...rows.values()];
  const others = all.filter(({ id }) => id !== current?.id);
  const kept = new Set(others.slice(0, MOST - (current === undefined ? 0 : 1)));
  return {
    rows: all.filter(row => row.id === current?.id || kept.has(row)),
    leftOut: Math.max(0, all.length - MOST),
  };
}

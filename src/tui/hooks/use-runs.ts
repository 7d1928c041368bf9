/** Reads the runs, and follows what becomes of them, as long as the screen is open. */
import { useEffect } from 'react';
import type { Desk } from '../desk.ts';
import type { AppEvent, AppState } from '../state/app.ts';
import type { Store } from '../state/store.ts';
import { followRuns, readAll } from './follow-runs.ts';

/** All are read anew where `refreshed` is another number. */
export function useRuns(desk: Desk, store: Store<AppState, AppEvent>, refreshed: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `refreshed` asks for all of it anew.
  useEffect(() => readAll(desk, store), [desk, store, refreshed]);
  useEffect(() => followRuns(desk, store), [desk, store]);
}

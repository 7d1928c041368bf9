/** Keeps the list of runs as the repository has it: read whole, then what changes; those in progress again and again. */
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent, AppState } from '../state/app.ts';
import type { Store } from '../state/store.ts';

/** Reads all of them once; nothing is told any more once what is returned is called. */
export function readAll(desk: Desk, { send }: Store<AppState, AppEvent>): () => void {
  let isWanted = true;
  const hear = (done: number, total: number) => {
    if (isWanted) send({ kind: 'runs', event: { kind: 'reading', done, total } });
  };
  desk.directions().then(
    directions => isWanted && send({ kind: 'runs', event: { kind: 'directions', directions } }),
    () => {},
  );
  desk.all(hear).then(
    ({ rows, damaged }) => {
      if (!isWanted) return;
      send({ kind: 'runs', event: { kind: 'runs', rows, damaged, isComplete: true } });
      const text = damagedText(damaged);
      if (text !== undefined) send({ kind: 'notice', notice: { text, tone: 'bad' } });
    },
    (error: Error) => {
      if (isWanted) send({ kind: 'notice', notice: { text: sanitise(error.message), tone: 'bad' } });
    },
  );
  return () => {
    isWanted = false;
  };
}

/** What is said of runs that cannot be read: why, where it is one. */
function damagedText([first, ...others]: readonly string[]): string | undefined {
  if (first === undefined || others.length === 0) return first;
  return `passed over ${others.length + 1} runs that cannot be read: git run fsck says why`;
}

/** What happens together is looked at together: ms. */
const TOGETHER = 120;
/** Runs in progress are looked at so often: ms. */
const LIVE = 1000;

/**
 * Tells what becomes of them, until what is returned is called. All refs are only looked through where something has been
 * written, or a run has ended: many take their time.
 */
export function followRuns(desk: Desk, { state, send }: Store<AppState, AppEvent>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isWritten = true;
  let isLooking = false;
  let isEnded = false;
  let going: readonly RunRow[] = [];
  const look = async () => {
    timer = undefined;
    if (isLooking || !state().runs.isComplete) {
      later(LIVE);
      return;
    }
    isLooking = true;
    // What is written while one looks is looked at afterwards.
    const [wasWritten, before] = [isWritten, going];
    isWritten = false;
    try {
      const live = await desk.live();
      const hasEnded = before.some(({ id }) => live.every(other => other.id !== id));
      const isAsked = wasWritten || hasEnded;
      const changes = isAsked
        ? await desk.changes(knownOf(state().runs.rows), live)
        : { rows: live, gone: [] };
      going = live;
      if (!isEnded) send({ kind: 'runs', event: { kind: 'changed', ...changes } });
    } catch (error) {
      isWritten ||= wasWritten;
      if (!isEnded)
        send({ kind: 'notice', notice: { text: sanitise((error as Error).message), tone: 'bad' } });
    } finally {
      isLooking = false;
    }
    if (going.length > 0) later(LIVE);
  };
  function later(ms: number): void {
    if (!isEnded) timer ??= setTimeout(look, ms);
  }
  const unwatch = desk.watch(() => {
    isWritten = true;
    clearTimeout(timer);
    timer = undefined;
    later(TOGETHER);
  });
  later(LIVE);
  return () => {
    isEnded = true;
    clearTimeout(timer);
    unwatch();
  };
}

/** What is known of each run: its commit, none of those in progress. */
function knownOf(rows: readonly RunRow[]): ReadonlyMap<RunId, string | undefined> {
  return new Map(rows.map(({ id, commit }) => [id, commit]));
}

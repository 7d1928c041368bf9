/** Which runs are here, and which there: on a remote. */
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { Whereabouts } from '../../run/sharing.ts';
import { distanceOf, moved } from './move.ts';

export interface RemoteState {
  /** The repository's remotes; undefined as long as nobody has asked. */
  readonly remotes: readonly string[] | undefined;
  /** The one that is looked at. */
  readonly at: number;
  /** What it has: commits by run; undefined as long as it has not answered. */
  readonly there: ReadonlyMap<RunId, string> | undefined;
  readonly trouble: string | undefined;
  /** How often it was asked. */
  readonly asked: number;
  readonly cursor: number;
  readonly top: number;
  /** How many lines there are to move in. */
  readonly length: number;
}

export const NO_REMOTE: RemoteState = {
  remotes: undefined,
  at: 0,
  there: undefined,
  trouble: undefined,
  asked: 0,
  cursor: 0,
  top: 0,
  length: 0,
};

export type RemoteEvent =
  | { readonly kind: 'remotes'; readonly remotes: readonly string[] }
  | { readonly kind: 'there'; readonly remote: string; readonly there: ReadonlyMap<RunId, string> }
  | { readonly kind: 'failed'; readonly remote: string; readonly trouble: string }
  | { readonly kind: 'length'; readonly length: number }
  /** Something was pushed or fetched: what was known holds no more. */
  | { readonly kind: 'stale' };

/** What becomes of it. An answer of a remote that is looked at no more is passed over. */
export function reduceRemote(state: RemoteState, event: RemoteEvent): RemoteState {
  switch (event.kind) {
    case 'remotes':
      return { ...state, remotes: event.remotes };
    case 'there':
      return event.remote === remoteOf(state) ? { ...state, there: event.there, trouble: undefined } : state;
    case 'failed':
      return event.remote === remoteOf(state) ? { ...state, trouble: event.trouble } : state;
    case 'length':
      return {
        ...state,
        length: event.length,
        cursor: Math.max(0, Math.min(state.cursor, event.length - 1)),
      };
    case 'stale':
      return { ...state, asked: state.asked + 1 };
  }
}

/** Does what a key does in the pane. */
export function moveRemote(state: RemoteState, action: string, height: number): RemoteState {
  const by = distanceOf(action, height);
  if (by !== undefined) {
    const place = moved(state, by, { length: state.length, height });
    return place.cursor === state.cursor && place.top === state.top ? state : { ...state, ...place };
  }
  const { remotes = [] } = state;
  if (action !== 'next-remote' || remotes.length < 2) return state;
  const at = (state.at + 1) % remotes.length;
  return { ...NO_REMOTE, remotes, at, asked: state.asked + 1 };
}

/** The name of the remote that is looked at. */
export function remoteOf({ remotes, at }: RemoteState): string | undefined {
  return remotes?.[at];
}

export interface Standing {
  readonly id: RunId;
  readonly where: Whereabouts;
  /** Absent where it is only there. */
  readonly row: RunRow | undefined;
}

/** Where each run is, the newest first: those in progress are nowhere yet. `rows` are sorted so. */
export function standings(rows: readonly RunRow[], there: ReadonlyMap<RunId, string>): readonly Standing[] {
  const here = new Set<RunId>();
  for (const { id, commit } of rows) if (commit !== undefined) here.add(id);
  const lonely = [...there.keys()].filter(id => !here.has(id)).sort();
  const found: Standing[] = [];
  const takeNewer = (than: string) => {
    for (let id = lonely.at(-1); id !== undefined && id > than; id = lonely.at(-1)) {
      found.push({ id, row: undefined, where: 'there' });
      lonely.pop();
    }
  };
  for (const row of rows) {
    const { id, commit } = row;
    if (commit === undefined) continue;
    takeNewer(id);
    const other = there.get(id);
    found.push({ id, row, where: other === undefined ? 'here' : other === commit ? 'both' : 'differs' });
  }
  takeNewer('');
  return found;
}

/** How many are where. */
export function countStandings(all: readonly Standing[]): Readonly<Record<Whereabouts, number>> {
  const counts = { here: 0, there: 0, both: 0, differs: 0 };
  for (const { where } of all) counts[where]++;
  return counts;
}

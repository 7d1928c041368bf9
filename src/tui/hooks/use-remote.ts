/** Asks which remotes there are, and what the one that is looked at has. */
import { useEffect } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent } from '../state/app.ts';
import { type RemoteEvent, type RemoteState, remoteOf } from '../state/remote.ts';

/** Asks as long as the pane is on the screen; again where something was pushed or fetched, or `refreshed` is another number. */
export function useRemote(
  state: RemoteState,
  refreshed: number,
  desk: Desk,
  send: (event: AppEvent) => void,
): void {
  const remote = remoteOf(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `refreshed` asks anew.
  useEffect(() => {
    desk.remotes().then(
      remotes => send({ kind: 'remote', event: { kind: 'remotes', remotes } }),
      () => send({ kind: 'remote', event: { kind: 'remotes', remotes: [] } }),
    );
  }, [desk, send, refreshed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `refreshed` and `asked` ask anew.
  useEffect(() => {
    if (remote === undefined) return;
    const tell = (event: RemoteEvent) => send({ kind: 'remote', event });
    desk.there(remote).then(
      there => tell({ kind: 'there', remote, there }),
      (error: Error) =>
        tell({ kind: 'failed', remote, trouble: sanitise(error.message, { newlines: true }) }),
    );
  }, [desk, send, remote, refreshed, state.asked]);
}

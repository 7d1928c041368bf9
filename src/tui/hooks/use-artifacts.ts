/** Lists the files of the run under the cursor; those of a run in progress again and again. */
import { useEffect } from 'react';
import type { RunRow } from '../../run/run-row.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent } from '../state/app.ts';
import { askLater } from './ask-later.ts';

/** How often files of a run in progress are looked for: ms. */
const LIVE = 2000;

export interface ArtifactsRequest {
  readonly row: RunRow | undefined;
  /** Lists them again where it is another number. */
  readonly refreshed: number;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

/** Asks, and has what comes told to the pane. */
export function useArtifacts({ row, refreshed, desk, send }: ArtifactsRequest): void {
  const of = row === undefined ? undefined : `${row.id} ${row.commit ?? ''} ${refreshed}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row is what it is of.
  useEffect(() => {
    if (row === undefined) return;
    const run = row.id;
    const isLive = row.status === 'running';
    let again: NodeJS.Timeout | undefined;
    let stop = () => {};
    const look = () => {
      stop = askLater(() => desk.artifacts(run), {
        late: () => send({ kind: 'artifacts', event: { kind: 'loading', run } }),
        answer(files) {
          send({ kind: 'artifacts', event: { kind: 'files', run, isLive, files } });
          if (isLive) again = setTimeout(look, LIVE);
        },
        failed({ message }) {
          const trouble = sanitise(message, { newlines: true });
          send({ kind: 'artifacts', event: { kind: 'failed', run, trouble } });
        },
      });
    };
    look();
    return () => {
      stop();
      clearTimeout(again);
    };
  }, [of]);
}

/** Keeps how the runs are looked at, for the next time, and what was saved under a name. */
import { useEffect, useRef } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent, AppState } from '../state/app.ts';
import { viewOf } from '../state/views.ts';

/** What changes together is written together: ms. */
const TOGETHER = 500;
const NONE: readonly string[] = [];

/** Writes it when it has changed, and at the end; nothing where nothing may be changed. */
export function useKeptViews(
  desk: Desk,
  { runs: { wish }, views, typed: { filter: filters = NONE, command: commands = NONE }, mode }: AppState,
  send: (event: AppEvent) => void,
): void {
  const isFirst = useRef(true);
  const waiting = useRef<{ readonly timer: NodeJS.Timeout; write(): void }>(undefined);
  // A filter that is still typed may be left again.
  const isTyping = mode.kind === 'line';
  useEffect(() => {
    const isRead = isFirst.current;
    if (isTyping || desk.readOnly !== undefined) return;
    isFirst.current = false;
    if (isRead) return;
    const write = () => {
      waiting.current = undefined;
      desk.writeViews({ views, last: viewOf(wish), filters, commands }).catch((error: Error) => {
        const text = `how the runs are looked at cannot be kept: ${sanitise(error.message)}`;
        send({ kind: 'notice', notice: { text, tone: 'bad' } });
      });
    };
    clearTimeout(waiting.current?.timer);
    waiting.current = { timer: setTimeout(write, TOGETHER), write };
  }, [desk, send, wish, views, filters, commands, isTyping]);
  useEffect(
    () => () => {
      clearTimeout(waiting.current?.timer);
      waiting.current?.write();
    },
    [],
  );
}

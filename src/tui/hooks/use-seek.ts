/** Looks for what is looked for in the output of a run, and says how far that is. */
import { type RefObject, useEffect, useRef } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent } from '../state/app.ts';
import { bytesOf, heldOf, type LogPart } from '../state/log-bytes.ts';
import { wantedErrors, wantedText } from '../state/log-search.ts';
import type { OutputState, Seek } from '../state/output.ts';
import { type FoundLine, seekLine } from './seek-line.ts';
import type { OpenLog } from './use-log.ts';

export interface SeekRequest {
  readonly open: OpenLog | undefined;
  readonly output: OutputState;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

/** Begins with what the state says is to be looked for, and stops where that is another. */
export function useSeek({ open, output, desk, send }: SeekRequest): void {
  const latest = useRef(output);
  latest.current = output;
  const { seek } = output;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a search goes on while the log grows.
  useEffect(() => {
    if (open === undefined || seek === undefined || open.of !== output.of) return;
    const stopping = new AbortController();
    const said = progress(desk, send);
    void seekOnce({ open, seek, latest, signal: stopping.signal, hear: said.hear }).then(found => {
      if (stopping.signal.aborted) return;
      send({ kind: 'output', event: { kind: 'sought', seek, at: found?.at } });
      const text = remarkOn(found, seek, latest.current.search);
      if (text !== undefined) send({ kind: 'notice', notice: { text, tone: 'plain' } });
    });
    return () => {
      stopping.abort();
      said.stop();
      send({ kind: 'output', event: { kind: 'sought', seek, at: undefined } });
    };
  }, [open, seek]);
}

interface SeekParts {
  readonly open: OpenLog;
  readonly seek: Seek;
  readonly latest: RefObject<OutputState>;
  readonly signal: AbortSignal;
  hear(done: number, total: number): void;
}

function seekOnce({ open, seek, latest, signal, hear }: SeekParts): Promise<FoundLine | undefined> {
  const { log, search } = latest.current;
  const read = async (part: LogPart) => heldPart(latest.current, part) ?? (await open.reader.read(part.name));
  const wanted = seek.kind === 'error' ? wantedErrors() : wantedText(search);
  return seekLine({ ...seek, parts: log.parts, wanted, signal, read, hear });
}

/** What is held need not be read. */
function heldPart({ log }: OutputState, { start, bytes }: LogPart): Uint8Array | undefined {
  const { from, to } = heldOf(log);
  return start >= from && start + bytes <= to ? bytesOf(log, start, start + bytes) : undefined;
}

/** ms after which a search says how far it is. */
const PATIENCE = 200;

function progress(desk: Desk, send: SeekRequest['send']) {
  const begun = desk.now();
  let isSaid = false;
  return {
    hear(done: number, total: number) {
      if (desk.now() - begun < PATIENCE) return;
      isSaid = true;
      send({ kind: 'busy', busy: `searching: ${Math.floor((100 * done) / total)} %, Esc ends it` });
    },
    stop() {
      if (isSaid) send({ kind: 'busy', busy: undefined });
    },
  };
}

function remarkOn(found: FoundLine | undefined, { kind }: Seek, search: string): string | undefined {
  const what = kind === 'error' ? 'error' : `match for ${sanitise(search)}`;
  if (found === undefined) return `no ${what} in this output`;
  return found.isAround ? 'around the end of the output' : undefined;
}

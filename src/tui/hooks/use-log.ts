/** Keeps the output of a run at hand: opened where one stays, read where one looks, followed while it grows. */
import { useEffect, useRef, useState } from 'react';
import type { RunId } from '../../run/run-id.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk, LogReader } from '../desk.ts';
import type { AppEvent } from '../state/app.ts';
import type { LogPart } from '../state/log-bytes.ts';
import { type OutputEvent, type OutputState, wantedPart } from '../state/output.ts';
import { gather } from './gather.ts';
import { useSeek } from './use-seek.ts';

export interface LogRequest {
  readonly id: RunId | undefined;
  /** Reads it again where it is another number. */
  readonly refreshed: number;
  readonly output: OutputState;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

/** Who goes through the list does not want the output of every run: only of the one where he stays so many ms. */
const STAYS = 60;

/** An open log, and the run it is of. */
export interface OpenLog {
  readonly of: RunId;
  readonly reader: LogReader;
}

/** Reads it, and has what comes told to the pane. */
export function useLog({ id, refreshed, output, desk, send }: LogRequest): void {
  const [open, setOpen] = useState<OpenLog>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `refreshed` asks for it anew.
  useEffect(() => (id === undefined ? undefined : opening(desk, id, send, setOpen)), [id, refreshed]);
  useEffect(() => (open?.reader.isLive ? following(open, send) : undefined), [open, send]);
  useReading(open, output, send);
  useSeek({ open, output, desk, send });
}

type Send = LogRequest['send'];

function opening(desk: Desk, of: RunId, send: Send, hear: (open: OpenLog | undefined) => void): () => void {
  let isWanted = true;
  const open = async () => {
    send({ kind: 'output', event: { kind: 'loading', of } });
    try {
      const reader = await desk.log(of);
      if (!isWanted) return;
      const { parts, dropped, colours, isLive } = reader;
      send({ kind: 'output', event: { kind: 'opened', of, parts, dropped, colours, isLive } });
      hear({ of, reader });
    } catch (error) {
      if (isWanted) send({ kind: 'output', event: { kind: 'failed', of, trouble: troubleOf(error) } });
    }
  };
  const timer = setTimeout(open, STAYS);
  return () => {
    isWanted = false;
    clearTimeout(timer);
    hear(undefined);
  };
}

function following({ of, reader }: OpenLog, send: Send): () => void {
  const { hear, stop } = gather((name, bytes) =>
    send({ kind: 'output', event: { kind: 'written', of, name, bytes } }),
  );
  const leave = reader.follow(hear, () => {
    stop();
    send({ kind: 'output', event: { kind: 'ended', of } });
  });
  return () => {
    leave();
    stop();
  };
}

/** Reads part after part, as long as one is wanted. */
function useReading(open: OpenLog | undefined, output: OutputState, send: Send): void {
  const readingOf = useRef<OpenLog>(undefined);
  const wanted = open?.of === output.of ? wantedPart(output) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read may not have been enough.
  useEffect(() => {
    if (open === undefined || wanted === undefined || readingOf.current === open) return;
    readingOf.current = open;
    void readPart(open, wanted).then(event => {
      if (readingOf.current === open) readingOf.current = undefined;
      send({ kind: 'output', event });
    });
  }, [open, wanted, output.log]);
}

async function readPart({ of, reader }: OpenLog, { name, bytes: size }: LogPart): Promise<OutputEvent> {
  try {
    const bytes = await reader.read(name);
    if (bytes.length < size) throw new Error(`it has ${bytes.length} of its ${size} bytes`);
    return { kind: 'read', of, name, bytes };
  } catch (error) {
    return { kind: 'lost', of, name, text: `… ${name} cannot be read: ${troubleOf(error)} …` };
  }
}

function troubleOf(error: unknown): string {
  return sanitise((error as Error).message, { newlines: true });
}

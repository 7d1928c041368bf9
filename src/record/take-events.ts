/** What a program writes of its run into a pipe, put into the journal as it comes. */
import { appendFile } from 'node:fs/promises';
import { readEvent } from '../run/event.ts';
import type { Outcome, Problem } from '../run/run.ts';

export interface Taken {
  /** The end that was told; absent where the input ended without one. */
  readonly outcome?: Outcome;
  readonly problems: readonly Problem[];
}

/** A longer line, in bytes, is no event: nobody waits for its end. */
const MAX_LINE = 1 << 20;

/**
 * Appends events to a file, one JSON object a line, until one of them tells the end, or there are no more. Trouble with
 * the disk is none of who writes: they are taken all the same, and what is missing is a problem of the run.
 */
export async function takeEvents(input: AsyncIterable<Uint8Array>, events: string): Promise<Taken> {
  const problems: Problem[] = [];
  const keep = (bytes: Uint8Array) =>
    appendFile(events, bytes).catch((error: Error) => {
      const message = `what it said is incomplete: ${error.message}`;
      if (problems.length === 0) problems.push({ code: 'events-incomplete', message });
    });
  let held = Buffer.alloc(0);
  try {
    for await (const bytes of input) {
      const there = Buffer.concat([held, bytes]);
      const end = there.lastIndexOf('\n') + 1;
      const whole = end === 0 && there.length > MAX_LINE ? there.length : end;
      const lines = there.subarray(0, whole);
      held = there.subarray(whole);
      if (whole > 0) await keep(lines);
      const outcome = endIn(lines);
      if (outcome !== undefined) return { outcome, problems };
    }
  } catch (error) {
    problems.push({
      code: 'events-incomplete',
      message: `its input could not be read: ${(error as Error).message}`,
    });
  }
  if (held.length > 0) await keep(held);
  const outcome = endIn(held);
  return outcome === undefined ? { problems } : { outcome, problems };
}

function endIn(lines: Buffer): Outcome | undefined {
  if (!lines.includes('"end"')) return undefined;
  for (const line of lines.toString().split('\n'))
    for (const event of readEvent(line) ?? []) if (event.kind === 'end') return event.outcome;
  return undefined;
}

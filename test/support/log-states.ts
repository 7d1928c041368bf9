/** Logs as the terminal UI holds them, made of text. */
import { type LogBytes, logOf, withRead } from '../../src/tui/state/log-bytes.ts';
import { NO_OUTPUT, type OutputState, reduceOutput } from '../../src/tui/state/output.ts';

export interface HeldParts {
  /** Their content, in order; all are held where `held` does not say which. */
  readonly parts: readonly (string | Uint8Array)[];
  readonly held?: readonly number[];
}

/** A log of parts; `000000.log` is the first. */
export function heldLog({ parts, held = parts.map((_, at) => at) }: HeldParts): LogBytes {
  const bytes = parts.map(part => new Uint8Array(Buffer.from(part as string)));
  const sizes = bytes.map(({ length }, at) => ({ name: partName(at), bytes: length }));
  return held.reduce((log, at) => withRead(log, at, bytes[at] as Uint8Array, 0), logOf(sizes, 0));
}

export function partName(number: number): string {
  return `${String(number).padStart(6, '0')}.log`;
}

/** A log that was opened, and all of it read, a part or several. */
export function outputOf(...parts: readonly string[]): OutputState {
  const opened = reduceOutput(reduceOutput(NO_OUTPUT, { kind: 'loading', of: 'a' }), {
    kind: 'opened',
    of: 'a',
    parts: parts.map((part, at) => ({ name: partName(at), bytes: Buffer.byteLength(part) })),
    dropped: 0,
    colours: false,
    isLive: false,
  });
  return parts.reduceRight(
    (state, part, at) =>
      reduceOutput(state, { kind: 'read', of: 'a', name: partName(at), bytes: Buffer.from(part) }),
    opened,
  );
}

/** So many numbered lines: `line 0`, `line 1`, … */
export function numbered(count: number, from = 0): string {
  return Array.from({ length: count }, (_, n) => `line ${from + n}\n`).join('');
}

/** What comes in from a terminal: bytes, cut anywhere, made into keys, pastes, the mouse and answers. */
import { giveUp, PASTE_BEGIN, shortened, type Taken, takeFirst } from './take-input.ts';

/** What a person did, or the terminal answered. */
export type Input =
  /** A grapheme stands for itself, a space is `space`; modifiers stand in front in the order `ctrl+alt+shift+`. */
  | { readonly kind: 'key'; readonly key: string }
  /** Whole, its lines ending in `\n`; up to 1 MiB of it. Foreign text: it may hold control characters. */
  | { readonly kind: 'paste'; readonly text: string }
  | MouseInput
  | { readonly kind: 'focus'; readonly has: boolean }
  /** An answer to a question: the control sequence, without the terminator of a string (ST or BEL). */
  | { readonly kind: 'reply'; readonly text: string };

/** Places in cells, from 0. */
export interface MouseInput {
  readonly kind: 'mouse';
  readonly action: 'press' | 'release' | 'drag' | 'move' | 'wheel-up' | 'wheel-down';
  readonly button: 'left' | 'middle' | 'right' | 'none';
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export interface InputParser {
  push(bytes: Uint8Array): void;
  /** Forgets what is not whole; nothing more is heard. */
  close(): void;
}

/** How long the rest of a sequence may take, in ms: of a key, and of a paste. A lone ESC waits for less. */
const SEQUENCE_AFTER = 500;
const PASTE_AFTER = 30_000;

/**
 * Reads what a terminal sends. A lone ESC is the key after `escapeAfter` ms (50); until then it may begin a sequence.
 * What is none that we know is swallowed whole. Sequences as in https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
 */
export function openInput(
  hear: (input: Input) => void,
  { escapeAfter = 50 }: { readonly escapeAfter?: number } = {},
): InputParser {
  /** Bytes, one a character (latin1): they may end within a letter. */
  let pending = '';
  let open = true;
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;

  const takeAll = (next: (bytes: string) => Taken | undefined) => {
    while (open && pending !== '') {
      const taken = next(pending);
      if (taken === undefined) return;
      pending = pending.slice(taken.length);
      for (const input of taken.inputs) if (open) hear(input);
    }
  };
  // After a busy time the timer is due before the bytes are read that have long been there: they have one more turn.
  const settle = () => {
    turn = setImmediate(() => takeAll(giveUp));
  };
  const stopWaiting = () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
  return {
    push(bytes) {
      stopWaiting();
      pending += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
      takeAll(takeFirst);
      pending = shortened(pending);
      if (open && pending !== '') timer = setTimeout(settle, patience(pending, escapeAfter));
    },
    close() {
      open = false;
      stopWaiting();
    },
  };
}

function patience(bytes: string, escapeAfter: number): number {
  if (bytes === '\x1b') return escapeAfter;
  return bytes.startsWith(PASTE_BEGIN) ? PASTE_AFTER : SEQUENCE_AFTER;
}

/** The modes of a terminal while it is ours, and what it sends. */
import { type Input, type InputParser, openInput } from './input.ts';
import type { TerminalStreams } from './session.ts';
import { writeNow } from './write-now.ts';

export interface HeldTerminal {
  /** In the background this stops us until we are in the foreground. */
  enter(): void;
  /** Leaves it as it was found; does so at once. */
  leave(): void;
  /** Writes at once; nothing where the terminal is not ours. */
  write(text: string): void;
  mouse(on: boolean): void;
  /** Leaves it for good. */
  close(): void;
}

/** Another screen; no cursor; lines that do not wrap; pastes and the focus told as such. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[?1004h';
const MOUSE_ON = '\x1b[?1000h\x1b[?1002h\x1b[?1006h';
const MOUSE_OFF = '\x1b[?1006l\x1b[?1002l\x1b[?1000l';
/** Lines are written one below the other: pastes and the focus are told as such, and all else stays as it is. */
const ENTER_LINES = '\x1b[?2004h\x1b[?1004h';
const LEAVE_LINES = '\x1b[0m\x1b[?1004l\x1b[?2004l';
/** The same backwards, after what may be left of a frame: an update under way, colours. */
const LEAVE = `\x1b[?2026l\x1b[0m${MOUSE_OFF}\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l`;

/** Takes a terminal in hand, which is not entered yet. `onGone`: nobody is there any more; `isPainted`: on its other screen. */
export function holdTerminal(
  { stdin, stdout }: TerminalStreams,
  { onInput, onGone }: { onInput(input: Input): void; onGone(): void },
  isPainted = true,
): HeldTerminal {
  const [enter, leave] = isPainted ? [ENTER, LEAVE] : [ENTER_LINES, LEAVE_LINES];
  const wasRaw = stdin.isRaw;
  let hasMouse = false;
  let input: InputParser | undefined;
  const hear = (bytes: Buffer) => input?.push(bytes);
  stdin.on('data', hear).on('end', onGone).on('error', onGone);

  const held: HeldTerminal = {
    enter() {
      if (input !== undefined) return;
      input = openInput(onInput);
      // First this: it is what stops us in the background, where nothing is to be written.
      stdin.setRawMode(true).resume();
      held.write(hasMouse ? enter + MOUSE_ON : enter);
    },
    leave() {
      if (input === undefined) return;
      input.close();
      input = undefined;
      try {
        writeNow(stdout.fd, leave);
      } catch {
        // It is gone: so are its modes.
      }
      stdin.setRawMode(wasRaw).pause();
    },
    write(text) {
      if (input === undefined) return;
      try {
        writeNow(stdout.fd, text);
      } catch {
        onGone();
      }
    },
    mouse(on) {
      if (!isPainted) return;
      hasMouse = on;
      held.write(on ? MOUSE_ON : MOUSE_OFF);
    },
    close() {
      held.leave();
      // What hears of errors stays: those that come late would be thrown.
      stdin.off('data', hear).off('end', onGone);
    },
  };
  return held;
}

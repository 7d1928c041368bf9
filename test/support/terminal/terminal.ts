/** Scripts for a program in a real pseudo-terminal: keys are pressed, and the screen is looked at. */
import { setTimeout as after } from 'node:timers/promises';
import { hermeticEnvironment, type Teardown, temporaryDirectory } from '../temporary-repository.ts';
import { bytesOfKey, bytesOfMouse, bytesOfPaste, type MouseEvent } from './keys.ts';
import { type AtTerminalOptions, startAtTerminal, type TerminalEnd } from './pseudo-terminal.ts';
import { type ScreenModel, screenModel } from './screen-model.ts';
import { framed, screenWaits } from './screen-waits.ts';
import { sequenceCutter } from './sequences.ts';

export interface TerminalOptions extends Partial<AtTerminalOptions> {
  readonly argv: readonly string[];
  /** How far away the terminal is, in milliseconds: bytes are held that long, both ways. */
  readonly delay?: number;
  /** Everything typed comes byte by byte, that many milliseconds apart. */
  readonly apart?: number;
  readonly answers?: Answers;
}

/** For failure only, in ms. */
const LIMIT = 20_000;

/** Waits, and not for ever. */
async function inTime<T>(work: Promise<T>, failure: () => Error): Promise<T> {
  const limit = new AbortController();
  const late = after(LIMIT, undefined, { signal: limit.signal }).then(() => {
    throw failure();
  });
  late.catch(() => {});
  return Promise.race([work, late]).finally(() => limit.abort());
}

/**
 * What a terminal says to a sequence that a program wrote: nothing where the text is empty, and what an xterm would where
 * it is undefined.
 */
export type Answers = (sequence: string) => string | undefined;

export interface Screen extends Omit<ScreenModel, 'write' | 'isMidFrame' | 'find'> {
  readonly pid: number;
  /** Waits until a text is on the screen. Rejects, with what is there, where the program ends before, or after 20 s. */
  sees(text: string | RegExp): Promise<void>;
  /** Waits until a text is gone. */
  seesNot(text: string | RegExp): Promise<void>;
  /** Waits until the rows are as they should be; `what` is said where they never are. */
  settles(isSo: (lines: readonly string[]) => boolean, what: string): Promise<void>;
  /** One row, without spaces at its end. */
  line(y: number): string;
  /** The cell where a text first stands. Throws where it does not. */
  where(text: string | RegExp): { readonly x: number; readonly y: number };
  isAlternate(): boolean;
  /** All that the program has written. */
  raw(): string;
  /** Presses keys by their names, one after the other. */
  press(...keys: readonly string[]): void;
  type(text: string): void;
  paste(text: string): void;
  /** The left button, at a cell. */
  click(x: number, y: number): void;
  drag(from: readonly [number, number], to: readonly [number, number]): void;
  wheel(direction: 'up' | 'down', x: number, y: number): void;
  /** Sends bytes as they are. */
  send(bytes: string | Uint8Array): void;
  /** From now on the terminal answers so. */
  answer(answers: Answers): void;
  signal(name: NodeJS.Signals): void;
  /** Waits for the program's end, and until all that it wrote is on the screen. */
  ended(): Promise<TerminalEnd>;
}

/** Starts a program at a terminal of 80 × 24, which ends with the test. */
export async function openTerminal(t: Teardown, options: TerminalOptions): Promise<Screen> {
  const { argv, columns = 80, rows = 24, delay = 0, apart } = options;
  const cwd = options.cwd ?? temporaryDirectory(t);
  const program = startAtTerminal({ argv, cwd, env: options.env ?? hermeticEnvironment(cwd), columns, rows });
  t.teardown(() => program.end());
  const far = (deliver: () => void) => void (delay === 0 ? deliver() : setTimeout(deliver, delay));
  const typed = apart === undefined ? program.write : bytewise(program.write, apart);
  const send = (bytes: string | Uint8Array) => far(() => typed(bytes));
  const reply = (text: string) => far(() => program.write(text));
  const { isMidFrame, find, write, ...looks } = screenModel(columns, rows, reply);
  const { sees, seesNot, settles, look, close } = screenWaits({ ...looks, isMidFrame });
  const { show, answer } = answering(write, reply, options.answers);
  let raw = '';
  program.onText(text => {
    raw += text;
    far(() => show(text, look));
  });
  const allShown = program.ended.then(
    end => new Promise<TerminalEnd>(resolve => far(() => write('', () => resolve(end)))),
  );
  void allShown.then(close);
  const mouse = (event: MouseEvent, x: number, y: number) => {
    const bytes = bytesOfMouse(event, [x, y], looks.modes());
    if (bytes !== '') send(bytes);
  };
  return {
    ...looks,
    pid: program.pid,
    sees,
    seesNot,
    settles,
    send,
    answer,
    type: send,
    line: y => looks.lines()[y] ?? '',
    isAlternate: () => looks.modes().alternate,
    raw: () => raw,
    ended: () => inTime(allShown, () => new Error(`it has not ended\n${framed(looks)}`)),
    signal: name => void process.kill(program.pid, name),
    paste: text => send(bytesOfPaste(text, looks.modes())),
    wheel: (direction, x, y) => mouse(`wheel ${direction}`, x, y),
    where(text) {
      const place = find(text);
      if (place === undefined) throw new Error(`it does not show ${text}\n${framed(looks)}`);
      return place;
    },
    press(...keys) {
      for (const key of keys) send(bytesOfKey(key, looks.modes()));
    },
    click(x, y) {
      mouse('press', x, y);
      mouse('release', x, y);
    },
    drag(from, to) {
      mouse('press', ...from);
      mouse('drag', ...to);
      mouse('release', ...to);
    },
    resize(width, height) {
      looks.resize(width, height);
      far(() => program.resize(width, height));
    },
  };
}

/** Types one byte after the other, so that a program may read a key in pieces. */
function bytewise(write: (bytes: Uint8Array) => void, apart: number): (bytes: string | Uint8Array) => void {
  let last = Promise.resolve();
  return bytes => {
    for (const byte of Buffer.from(bytes))
      last = last.then(() => write(Uint8Array.of(byte))).then(() => after(apart));
  };
}

/** Shows what a program writes, and answers what it asks, in the order in which it asks. */
function answering(write: ScreenModel['write'], reply: (text: string) => void, first: Answers | undefined) {
  const cut = sequenceCutter();
  let answers = first;
  return {
    answer(next: Answers) {
      answers = next;
    },
    show(text: string, shown: () => void) {
      if (answers === undefined) return write(text, shown);
      let rest = '';
      for (const piece of cut(text)) {
        const said = piece.startsWith('\x1b') ? answers(piece) : undefined;
        if (said === undefined) rest += piece;
        else {
          write(rest, () => said !== '' && reply(said));
          rest = '';
        }
      }
      write(rest, shown);
    },
  };
}

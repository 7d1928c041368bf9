/**
 * Full-screen programs, timed at a pseudo-terminal: from the start to the first rows, from a key to the frame it causes.
 * What counts is when bytes arrive, not when a modelled screen has taken them in.
 */
import { performance } from 'node:perf_hooks';
import { startAtTerminal } from '../test/support/terminal/pseudo-terminal.ts';
import { screenModel } from '../test/support/terminal/screen-model.ts';
import { framed } from '../test/support/terminal/screen-waits.ts';
import { sequenceCutter } from '../test/support/terminal/sequences.ts';
import { arrivals, type Piece } from './arrivals.ts';
import type { Program } from './measure.ts';

export interface TerminalProgram extends Program {
  /** 120 where absent. */
  readonly columns?: number;
  /** 40 where absent. */
  readonly rows?: number;
}

export interface Frame {
  /** Milliseconds from the key to the last byte of what it changed. */
  readonly ms: number;
  readonly bytes: number;
}

/** A program at a terminal. All that waits rejects, with what is on the screen, where the program ends or stays silent. */
export interface TimedTerminal {
  readonly pid: number;
  /** Milliseconds from the start until all that was written matches; control sequences are among it. */
  first(seen: RegExp): Promise<number>;
  /** Milliseconds from the start until what was written made the screen so. */
  shows(isSo: (lines: readonly string[]) => boolean): Promise<number>;
  press(keys: string): void;
  /** Presses keys and takes in the frame that they cause. */
  frame(keys: string): Promise<Frame>;
  /** Waits until nothing has come for so many milliseconds. */
  quiet(ms: number): Promise<void>;
  end(): Promise<void>;
}

/** A frame is over when nothing has come for so long, in ms, or with the end of its synchronised update. */
const QUIET = 8;
const UPDATE = { begins: '\x1b[?2026h', ends: '\x1b[?2026l' } as const;

/** For failure only, in ms. */
const LIMIT = 30_000;

/** Starts a program. Its questions are answered at once, as a terminal does that can do synchronised updates. */
export function timeTerminal({ argv, cwd, env, columns = 120, rows = 40 }: TerminalProgram): TimedTerminal {
  const started = performance.now();
  const program = startAtTerminal({ argv, cwd, env, columns, rows });
  const { piece, count } = arrivals(program);
  const cut = sequenceCutter();
  program.onText(text => {
    for (const sequence of cut(text)) if (ANSWERS.has(sequence)) program.write(ANSWERS.get(sequence) ?? '');
  });
  const model = screenModel(columns, rows, () => {});
  let taken = 0;
  /** Gives the model the next of what has come, within a time. */
  const take = async (within: number): Promise<Piece | undefined> => {
    const next = await piece(taken, within);
    if (next === undefined) return undefined;
    taken++;
    await new Promise<void>(resolve => model.write(next.text, resolve));
    return next;
  };
  const failure = async (what: string) => {
    while ((await take(0)) !== undefined);
    return new Error(`${argv.join(' ')}: ${what}\n${framed(model)}`);
  };
  const quiet = async (ms: number) => {
    while ((await piece(count(), ms)) !== undefined);
  };
  return {
    pid: program.pid,
    quiet,
    press: keys => program.write(keys),
    end: () => program.end(),
    async first(seen) {
      let raw = '';
      for (let at = 0; ; at++) {
        const next = await piece(at, LIMIT);
        if (next === undefined) throw await failure(`nothing like ${seen} was written`);
        raw += next.text;
        if (seen.test(raw)) return next.at - started;
      }
    },
    async shows(isSo) {
      let at = performance.now();
      while (!isSo(model.lines())) {
        const next = await take(LIMIT);
        if (next === undefined) throw await failure('the screen never was as expected');
        at = next.at;
      }
      return at - started;
    },
    async frame(keys) {
      const from = count();
      const pressed = performance.now();
      program.write(keys);
      const { text, end } = await frameFrom(from, piece);
      if (end === undefined) throw await failure(`no frame after ${JSON.stringify(keys)}`);
      await quiet(QUIET);
      return { ms: end - pressed, bytes: Buffer.byteLength(text) };
    },
  };
}

async function frameFrom(
  from: number,
  piece: (at: number, within: number) => Promise<Piece | undefined>,
): Promise<{ text: string; end?: number }> {
  let text = '';
  let end: number | undefined;
  for (let at = from; !text.includes(UPDATE.ends); at++) {
    const isWhole = text !== '' && !text.includes(UPDATE.begins);
    const next = await piece(at, isWhole ? QUIET : LIMIT);
    if (next === undefined) break;
    text += next.text;
    end = next.at;
  }
  return { text, ...(end === undefined ? {} : { end }) };
}

/** To what programs ask before they paint: some wait for it. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['\x1b[c', '\x1b[?62;22c'],
  ['\x1b[0c', '\x1b[?62;22c'],
  ['\x1b[6n', '\x1b[1;1R'],
  ['\x1b[?2026$p', '\x1b[?2026;2$y'],
  ...['\x07', '\x1b\\'].flatMap(end => [
    [`\x1b]10;?${end}`, `\x1b]10;rgb:e6e6/eded/f3f3${end}`] as const,
    [`\x1b]11;?${end}`, `\x1b]11;rgb:0d0d/1111/1717${end}`] as const,
  ]),
]);

/** The questions asked of a program at a terminal: how soon is it there, how soon does it obey, how soon does it paint? */
import { type Comparison, type Spread, spreadOf } from './measure.ts';
import { cpuTime } from './process-costs.ts';
import { type Frame, type TerminalProgram, type TimedTerminal, timeTerminal } from './terminal.ts';

/** Milliseconds from the start until a pattern is among what was written. */
export async function startToFirst(program: TerminalProgram, seen: RegExp): Promise<number> {
  const terminal = timeTerminal(program);
  try {
    return await terminal.first(seen);
  } finally {
    await terminal.end();
  }
}

export interface Effect {
  /** What is painted when people begin to press a key, whether the program is ready for it or not. */
  readonly seen: RegExp;
  readonly key: string;
  /** Whether an effect of the key is on the screen, which was pressed once or more often. */
  readonly isDone: (lines: readonly string[]) => boolean;
}

/** Milliseconds between the repetitions of a key that is held. */
const REPETITION = 30;

/** Milliseconds from the start until a key, held down as soon as something is there, has an effect painted. */
export async function startToInteractive(program: TerminalProgram, effect: Effect): Promise<number> {
  const terminal = timeTerminal(program);
  let held: NodeJS.Timeout | undefined;
  try {
    await terminal.first(effect.seen);
    terminal.press(effect.key);
    // Some programs drop what is pressed too early.
    held = setInterval(() => terminal.press(effect.key), REPETITION);
    return await terminal.shows(effect.isDone);
  } finally {
    clearInterval(held);
    await terminal.end();
  }
}

/** Milliseconds from a key to the last byte of its frame. */
export interface Frames extends Spread {
  readonly p95: number;
  /** Median of the bytes of a frame. */
  readonly bytes: number;
  /** Milliseconds of computing for each key; absent where the system has no /proc. */
  readonly cpu?: number;
}

/** Presses so many keys, round and round those given, each when the frame of the one before is there. */
export async function keyToFrame(
  terminal: TimedTerminal,
  keys: readonly string[],
  count: number,
): Promise<Frames> {
  const before = cpuTime(terminal.pid);
  const frames: Frame[] = [];
  for (let press = 0; press < count; press++)
    frames.push(await terminal.frame(keys[press % keys.length] as string));
  return framesOf(frames, cpuSince(terminal, before, count));
}

/** The same of two programs, in turn. */
export async function comparedFrames(
  measured: readonly [TimedTerminal, readonly string[]],
  base: readonly [TimedTerminal, readonly string[]],
  count: number,
): Promise<Comparison & { readonly measured: Frames; readonly base: Frames }> {
  const sides = [measured, base].map(([terminal, keys]) => ({
    terminal,
    keys,
    frames: [] as Frame[],
    before: cpuTime(terminal.pid),
  }));
  for (let press = 0; press < count; press++)
    for (const { terminal, keys, frames } of sides)
      frames.push(await terminal.frame(keys[press % keys.length] as string));
  const [over, under] = sides.map(({ terminal, frames, before }) =>
    framesOf(frames, cpuSince(terminal, before, count)),
  ) as [Frames, Frames];
  const ratios = sides[0]?.frames.map(({ ms }, at) => ms / (sides[1]?.frames[at]?.ms ?? Number.NaN)) ?? [];
  return { measured: over, base: under, ratio: spreadOf(ratios) };
}

function framesOf(frames: readonly Frame[], cpu: number | undefined): Frames {
  const sorted = frames.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    ...spreadOf(sorted),
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN,
    bytes: spreadOf(frames.map(({ bytes }) => bytes)).median,
    ...(cpu === undefined ? {} : { cpu }),
  };
}

function cpuSince({ pid }: TimedTerminal, before: number | undefined, count: number): number | undefined {
  const now = cpuTime(pid);
  return before === undefined || now === undefined ? undefined : (now - before) / count;
}

/** What a benchmark measures in, and the rows it gives. */
import { type Comparison, compare, type Spread, spreadOf, type Watched } from './measure.ts';
import type { Environment } from './repositories.ts';
import type { Row } from './table.ts';

export interface Bench {
  /** A directory of its own, which is removed at the end. */
  readonly root: string;
  readonly env: Environment;
  /** The built program. */
  readonly program: string;
  /** A tenth of everything, to see that it works. */
  readonly quick: boolean;
}

export interface Benchmark {
  readonly name: string;
  measure(bench: Bench): Promise<readonly Row[]>;
}

export const MB = 1e6;

/** What every start is measured against. */
export const NODE = ['node', '-e', '0'];

export interface Question {
  readonly what: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly rounds: number;
  readonly budget?: number;
}

/** Times a program against Node itself. */
export function against({ env, quick }: Bench, { what, argv, cwd, rounds, budget }: Question): Row {
  const comparison = compare({ argv, cwd, env }, { argv: NODE, cwd, env }, quick ? 5 : rounds);
  return row(what, NODE.join(' '), comparison, budget);
}

/** The row of a comparison. */
export function row(
  what: string,
  base: string,
  { measured, base: under, ratio }: Comparison,
  budget?: number,
): Row {
  return {
    what,
    base: `${base} (${printMs(under.median)})`,
    measured: printMs(measured.median),
    ratio: `${ratio.median.toFixed(2)} ×`,
    range: `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
    ...(budget === undefined ? {} : { budget: `${printTimes(budget)} ×`, missed: !(ratio.median <= budget) }),
  };
}

/** What takes less than ten milliseconds is told to the hundredth. */
function printMs(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}

/** A third as 1/3. */
function printTimes(budget: number): string {
  return budget < 1 ? `1/${Math.round(1 / budget)}` : `${budget}`;
}

/** A row with a budget in seconds, where no other program does the like. */
export function secondsRow(what: string, { ms }: Watched, under: Spread, budget?: number): Row {
  return {
    what,
    base: `node -e 0 (${under.median.toFixed(0)} ms)`,
    measured: `${(ms / 1000).toFixed(1)} s`,
    ratio: `${(ms / under.median).toFixed(0)} ×`,
    range: '',
    ...(budget === undefined ? {} : { budget: `${budget} s`, missed: ms / 1000 > budget }),
  };
}

/** What much of something takes of memory beyond a little of it. */
export function memoryRow(what: string, much: Watched, little: Watched, budget?: number): Row {
  const [most = Number.NaN, least = Number.NaN] = [much.peak, little.peak];
  return {
    what,
    base: `little of it (${(least / MB).toFixed(0)} MB)`,
    measured: `${(most / MB).toFixed(0)} MB`,
    ratio: `+${((most - least) / MB).toFixed(0)} MB`,
    range: '',
    ...(budget === undefined
      ? {}
      : { budget: `+${budget / MB} MB`, missed: Number.isNaN(most) || most - least > budget }),
  };
}

/** What was measured once. */
export function only(value: number) {
  return spreadOf([value]);
}

/** Says in the table why something was not measured. */
export function absentRow(what: string, why: string): Row {
  return { what, base: why, measured: 'SKIPPED', ratio: '', range: '' };
}

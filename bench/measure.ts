/**
 * Whole processes, timed against each other: A B A B …, so that a busy machine is as hard on one as on the other.
 * Where it counts is the ratio of two neighbours; milliseconds are shown for orientation.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Program {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Comparison {
  /** Milliseconds. */
  readonly measured: Spread;
  readonly base: Spread;
  /** Of each pair of neighbours. */
  readonly ratio: Spread;
}

/** Times two programs in turn. The first round, which warms the caches of disk and program, does not count. */
export function compare(measured: Program, base: Program, rounds: number): Comparison {
  const times: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = [time(base), time(measured)] as const;
    if (round > 0) times.push(pair);
  }
  return {
    measured: spreadOf(times.map(([, ms]) => ms)),
    base: spreadOf(times.map(([ms]) => ms)),
    ratio: spreadOf(times.map(([under, over]) => over / under)),
  };
}

/** Times anything else in turn, milliseconds each. The first round, which warms the caches, does not count. */
export async function comparedTimes(
  measured: () => number | Promise<number>,
  base: () => number | Promise<number>,
  rounds: number,
): Promise<Comparison> {
  const times: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = [await base(), await measured()] as const;
    if (round > 0) times.push(pair);
  }
  return {
    base: spreadOf(times.map(([ms]) => ms)),
    measured: spreadOf(times.map(([, ms]) => ms)),
    ratio: spreadOf(times.map(([under, over]) => over / under)),
  };
}

/** Milliseconds from the start of a program to its end, with pipes for its output. Throws where it fails. */
export function time({ argv, cwd, env }: Program): number {
  const [program = '', ...args] = argv;
  const started = performance.now();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`${argv.join(' ')} failed: ${error?.message ?? stderr.toString()}`);
  return ms;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

export interface Watched {
  readonly ms: number;
  /** The most memory the process itself had, without those it started, in bytes; absent where the system has no /proc. */
  readonly peak?: number;
}

/** Runs a program with its answer thrown away, and watches its memory. Throws where it fails, with what it said. */
export async function watch({ argv, cwd, env }: Program): Promise<Watched> {
  const [program = '', ...args] = argv;
  const started = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', piece => {
    said = `${said}${piece}`.slice(-1000);
  });
  let peak: number | undefined;
  // VmHWM is the highest there was so far: a look now and then misses nothing but the last moment.
  const look = setInterval(() => {
    peak = peakOf(child.pid) ?? peak;
  }, 5);
  const status = await new Promise(resolve => child.once('error', resolve).once('close', resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${argv.join(' ')} failed: ${status} ${said}`);
  return { ms: performance.now() - started, ...(peak === undefined ? {} : { peak }) };
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

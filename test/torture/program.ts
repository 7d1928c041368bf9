/** git-run as a process in a sandbox, plainly or with a fault on its way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, injection, type Point, RECORDER } from './faults.ts';
import type { Sandbox } from './sandbox.ts';
import { type Operation, operationsOf, struckBy } from './strace.ts';

export interface Programs {
  /** `bin/git-run.js` of the build that is tortured. */
  readonly program: string;
  /** The directory of the wrappers. */
  readonly wrappers: string;
}

export interface Ended {
  /** Null where a signal ended it, or its patience was over. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processes of it that did not come to an end by themselves: their command lines. */
  readonly hung: readonly string[];
}

export interface Struck extends Ended {
  readonly fault: Fault;
  /** The operation the fault struck; absent where it was not reached. */
  readonly operation?: Operation;
  /** Whether git-run itself was killed. */
  readonly recorderKilled: boolean;
  /** Whether its job, if it has one, came to its end. */
  readonly jobEnded: boolean;
}

/** Nothing takes so many ms but what hangs. */
const PATIENCE = 60_000;

/** Runs git-run as a user would. */
export async function run(
  { program }: Programs,
  sandbox: Sandbox,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const state = stateOf(sandbox);
  const child = start([process.execPath, program, ...words], sandbox, { ...env, TORTURE_STATE: state });
  return ended(child, state);
}

/** Runs git-run with every program of it watched; returns their operations by program. */
export async function enumerate(
  { program, wrappers }: Programs,
  sandbox: Sandbox,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly ended: Ended; readonly programs: ReadonlyMap<string, readonly Operation[]> }> {
  const state = stateOf(sandbox);
  const watched = { ...withWrappers(sandbox, wrappers, env), TORTURE_STATE: state, TORTURE_TARGET: 'all' };
  const child = start([join(wrappers, 'node'), program, ...words], sandbox, watched);
  const end = await ended(child, state);
  const logs = readdirSync(state)
    .filter(name => name.startsWith('log.'))
    .sort();
  const programs = new Map(
    logs.map(name => [
      name.slice('log.'.length),
      operationsOf(readFileSync(join(state, name), 'utf8'), sandbox.root),
    ]),
  );
  return { ended: end, programs };
}

/** Runs git-run with a fault at one point. */
export async function strike(
  { program, wrappers }: Programs,
  sandbox: Sandbox,
  { point, words, env }: { point: Point; words: readonly string[]; env: Readonly<Record<string, string>> },
): Promise<Struck> {
  const state = stateOf(sandbox);
  const child = start([join(wrappers, 'node'), program, ...words], sandbox, {
    ...withWrappers(sandbox, wrappers, env),
    TORTURE_STATE: state,
    TORTURE_TARGET: point.program,
    TORTURE_FAULT: injection(point),
  });
  const log = join(state, 'log');
  const end = ended(child, state);
  if (point.fault === 'kill-recorder') await killAtHalt(child, log, end);
  const done = await end;
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  const operation = struckBy(text, sandbox.root);
  const isRecorder = RECORDER.includes(point.program);
  return {
    ...done,
    fault: point.fault,
    ...(operation === undefined ? {} : { operation }),
    recorderKilled:
      operation !== undefined && (point.fault === 'kill-recorder' || (point.fault === 'kill' && isRecorder)),
    jobEnded: existsSync(join(state, 'job-ended')),
  };
}

/** Once the program has halted git-run is killed, and then the program goes on as an orphan, as does what it starts. */
async function killAtHalt(child: ChildProcess, log: string, end: Promise<unknown>): Promise<void> {
  let over = false;
  void end.then(() => {
    over = true;
  });
  while (!over) {
    const halted = haltedOf(log);
    if (halted.length > 0) {
      child.kill('SIGKILL');
      await delay(20);
      for (const pid of halted) send(pid, 'SIGCONT');
    }
    await delay(3);
  }
}

/** Processes that stand still, by the log; one that has gone on may halt again. */
function haltedOf(log: string): number[] {
  const stops = readOr(log, '').matchAll(/^(\d+) +--- (stopped by SIGSTOP|SIGCONT)/gm);
  const last = new Map([...stops].map(([, pid, what]) => [Number(pid), what]));
  return [...last].filter(([, what]) => what !== 'SIGCONT').map(([pid]) => pid);
}

/** A directory beside the sandbox: what is written there is no trace of git-run's. */
function stateOf({ root }: Sandbox): string {
  const state = `${root}.state`;
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state);
  return state;
}

function withWrappers({ env }: Sandbox, wrappers: string, more: Readonly<Record<string, string>>) {
  return { ...more, PATH: `${wrappers}:${env.PATH}` };
}

function start(argv: readonly string[], { path, env }: Sandbox, more: Readonly<Record<string, string>>) {
  const state = more.TORTURE_STATE as string;
  // Files: a pipe would be one more process's to read, and its end would be waited for.
  const [out, err] = ['stdout', 'stderr'].map(name => openSync(join(state, name), 'w')) as [number, number];
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { cwd: path, env: { ...env, ...more }, stdio: ['ignore', out, err] });
  closeSync(out);
  closeSync(err);
  return child;
}

/** Waits for the program and for all that it left behind. */
async function ended(child: ChildProcess, state: string): Promise<Ended> {
  const hung: string[] = [];
  const end = () => {
    hung.push(`log: ${readOr(join(state, 'log'), 'none').slice(-400)}`);
    for (const pid of processesOf(state)) {
      hung.push(readOr(`/proc/${pid}/cmdline`, '?').replaceAll('\0', ' '));
      send(pid, 'SIGKILL');
    }
  };
  const patience = setTimeout(end, PATIENCE);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(patience);
  const afterwards = performance.now();
  while (processesOf(state).length > 0) {
    if (performance.now() - afterwards > PATIENCE / 4) end();
    await delay(10);
  }
  const [stdout, stderr] = ['stdout', 'stderr'].map(name => readFileSync(join(state, name), 'utf8'));
  return { code, stdout: stdout ?? '', stderr: stderr ?? '', hung };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** Every process that was started for a sandbox carries its state directory in its environment. */
function processesOf(state: string): number[] {
  const mark = `\0TORTURE_STATE=${state}\0`;
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid && `\0${readOr(`/proc/${pid}/environ`, '')}\0`.includes(mark));
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return otherwise;
  }
}

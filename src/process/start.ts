/** Children that are talked to while they run, and children that outlive us. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a program with all three streams as pipes. */
export function startPiped(
  program: string,
  args: readonly string[],
  { cwd, env }: Place,
): ChildProcessWithoutNullStreams {
  return spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Starts commands one after the other in the background, in a session of their own; they outlive us and are silent. */
export function startDetached(commands: readonly (readonly string[])[], { cwd, env }: Place): void {
  const script = commands.map(words => words.map(quoted).join(' ')).join(' && ');
  const child = spawn('/bin/sh', ['-c', script], { cwd, env, stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/** How a child ended that went on beside us, and the end of what it said. */
export interface Aside {
  /** Null where a signal ended it, or it could not be started. */
  readonly code: number | null;
  readonly said: string;
}

/** So much of what it said is told: bytes. */
const TAIL = 1 << 14;

/**
 * Starts a command in a session of its own, that outlives us; settles with its end, where we are still there. What it
 * says goes into a file without a name: it is gone with the last of us, and nobody is kept waiting by who does not read.
 */
export async function startAside(words: readonly string[], { cwd, env }: Place): Promise<Aside> {
  const [program = '', ...args] = words;
  const output = openNameless();
  try {
    const stdio = ['ignore', output, output] as const;
    const child = spawn(program, args, { cwd, env, stdio: [...stdio], detached: true });
    child.unref();
    const code = await new Promise<number | null>(resolve => {
      child.once('error', () => resolve(null));
      child.once('exit', resolve);
    });
    return { code, said: tailOf(output) };
  } finally {
    closeSync(output);
  }
}

function openNameless(): number {
  const directory = mkdtempSync(join(tmpdir(), 'git-run-'));
  try {
    return openSync(join(directory, 'output'), 'wx+', 0o600);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function tailOf(file: number): string {
  const { size } = fstatSync(file);
  const from = Math.max(0, size - TAIL);
  const bytes = Buffer.alloc(size - from);
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from));
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

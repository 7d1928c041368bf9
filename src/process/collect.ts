/**
 * The door to child processes: nothing else starts one. A child is an argument array, never a shell's text.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { endTree } from './end-tree.ts';

export interface Invocation {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to the child's standard input, which is then closed. */
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array | string>;
  /** Ends the child with SIGKILL after so many ms. */
  readonly timeout?: number;
  /** Ends the child with SIGKILL, and the waiting for it and for whoever has its output open. */
  readonly signal?: AbortSignal;
  /** With `signal`: the child, and all that it has started, are asked to end instead (SIGTERM). */
  readonly gently?: boolean;
}

export interface Collected {
  /** Null when a signal ended the child. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program to its end and returns what it wrote. Rejects only where it cannot be started at all, or is given up. */
export async function collect(
  program: string,
  args: readonly string[],
  how: Invocation = {},
): Promise<Collected> {
  const child = spawn(program, args, {
    cwd: how.cwd,
    env: how.env,
    stdio: [how.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  // spawn's own timeout goes on, and keeps us alive, where the child could not be started.
  const limit = how.timeout === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), how.timeout);
  const giveUp = () => abandon(child, how.gently);
  how.signal?.addEventListener('abort', giveUp, { once: true });
  // Nobody is told of what was given up before.
  if (how.signal?.aborted) giveUp();
  try {
    const [stdout, stderr, end] = await Promise.all([
      gather(child.stdout),
      gather(child.stderr),
      ended(child),
      feed(child, how.input),
    ]);
    return { ...end, stdout, stderr: stderr.toString() };
  } finally {
    clearTimeout(limit);
    how.signal?.removeEventListener('abort', giveUp);
  }
}

/** A child that hangs in a driver does not even end by SIGKILL: nothing of it may keep us alive. */
function abandon(child: ChildProcess, gently = false): void {
  if (gently) endTree(child);
  else child.kill('SIGKILL');
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  child.unref();
}

/** Waits for a child's end. Rejects with the system's error where it could not be started. */
export function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** All bytes of a stream, or none where there is no stream. */
export async function gather(stream: Readable | null): Promise<Buffer> {
  const chunks: Buffer[] = [];
  if (stream !== null) for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes a child's input, in step with what it takes. A child that stops reading early tells why on its own. */
async function feed(child: ChildProcess, input: Invocation['input']): Promise<void> {
  const { stdin } = child;
  if (stdin === null || input === undefined) return;
  stdin.on('error', () => {});
  if (typeof input === 'string' || input instanceof Uint8Array) {
    stdin.end(input);
    return;
  }
  try {
    for await (const chunk of input) {
      if (stdin.destroyed) return;
      if (!stdin.write(chunk))
        await new Promise<void>(resolve => onceAny(stdin, ['drain', 'close'], resolve));
    }
  } catch (error) {
    // An end of input would make the child take half of it for the whole.
    child.kill('SIGKILL');
    throw error;
  }
  stdin.end();
}

function onceAny(emitter: NodeJS.EventEmitter, events: readonly string[], listener: () => void): void {
  const once = () => {
    for (const event of events) emitter.off(event, once);
    listener();
  };
  for (const event of events) emitter.on(event, once);
}

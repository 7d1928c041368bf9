/** A shell that leads a session at a terminal of its own, as people have one: with the program in its foreground. */
import { readlinkSync, writeSync } from 'node:fs';
import { spawnAttached } from '../../src/process/spawn.ts';
import { openTerminal } from '../../src/process/terminal.ts';
import { until } from './recording.ts';
import type { Teardown } from './temporary-repository.ts';

export interface Session {
  /** What the terminal shows so far. */
  shown(): string;
  /** Waits until it shows something. */
  shows(text: string): Promise<void>;
  /** Types. */
  type(keys: string): void;
  /** Closes the window: the terminal hangs up. */
  close(): void;
  readonly pid: number;
}

/** Why there is no pseudo-terminal here; false where there is one. */
export async function noTerminal(): Promise<string | false> {
  try {
    const terminal = await openTerminal(80, 24);
    terminal.closeInput();
    terminal.output.destroy();
    return false;
  } catch (error) {
    return `no pseudo-terminal here: ${(error as Error).message}`;
  }
}

/** Runs a script of the shell at a terminal. */
export async function session(
  t: Teardown,
  script: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Session> {
  const terminal = await openTerminal(100, 30);
  const name = readlinkSync(`/proc/self/fd/${terminal.inputFd}`);
  // The first of a session that opens a terminal has it for its own.
  const shell = spawnAttached('/bin/sh', ['-c', `exec <$0 >$0 2>$0; unset NODE_OPTIONS; ${script}`, name], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore'],
    hidden: terminal.hidden,
  });
  let shown = '';
  terminal.output
    .on('error', () => {})
    .on('data', piece => {
      shown += piece;
    });
  const close = () => {
    terminal.closeInput();
    terminal.output.destroy();
  };
  t.teardown(() => {
    shell.kill('SIGKILL');
    close();
  });
  return {
    shown: () => shown,
    shows: text => until(() => shown.includes(text)),
    type: keys => void writeSync(terminal.outputFd, keys),
    close,
    pid: shell.pid as number,
  };
}

/** Commands that are given the terminal: they ask, or go on until they are stopped. */
import { ended } from '../../process/collect.ts';
import { spawnAttached } from '../../process/spawn.ts';
import type { Place } from '../../process/start.ts';

/** Input, output and the conversation: descriptors of ours. */
export type Streams = readonly [number, number, number];

/** Runs a program on the terminal, and waits for Enter when it has ended; returns its exit code, 127 where there is none. */
export async function attach(
  [program = '', ...args]: readonly string[],
  place: Place,
  stdio: Streams = [0, 1, 2],
): Promise<number> {
  const exitCode = await run(program, args, place, stdio);
  await run('/bin/sh', ['-c', WAIT, 'sh', `[exit code ${exitCode}: Enter goes back]`], place, stdio);
  return exitCode;
}

const WAIT = 'printf "\\n%s" "$1"; read -r _; echo';

async function run(
  program: string,
  args: readonly string[],
  { cwd, env }: Place,
  stdio: Streams,
): Promise<number> {
  try {
    const { code } = await ended(spawnAttached(program, args, { stdio, cwd, env }));
    return code ?? INTERRUPTED;
  } catch {
    return 127;
  }
}

/** As a shell counts what Ctrl-C has ended. */
const INTERRUPTED = 130;

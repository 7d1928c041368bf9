/** Children that are talked to while they run, and children that outlive us. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

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

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

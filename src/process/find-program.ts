import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandNotRunnableError } from '../run/errors.ts';

/** What execvp(3) searches where there is no PATH. */
const DEFAULT_PATH = '/bin:/usr/bin';

/**
 * Finds the program of a name as execvp(3) does. A name with a `/` is returned as it is, relative to `cwd`:
 * a script is told its path as the user typed it.
 * Throws CommandNotRunnableError: 127 where there is none, 126 where it cannot be executed.
 */
export function findProgram(
  name: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const candidates = name.includes('/') ? [name] : onPath(name, env.PATH ?? DEFAULT_PATH);
  let exitCode: 126 | 127 = 127;
  for (const candidate of name === '' ? [] : candidates) {
    const seen = look(resolve(cwd, candidate));
    if (seen === 'program') return candidate;
    if (seen === 'file' || (seen === 'directory' && name.includes('/'))) exitCode = 126;
  }
  throw new CommandNotRunnableError(name, exitCode);
}

/** An empty entry of PATH is the working directory. */
function onPath(name: string, path: string): string[] {
  return path.split(':').map(directory => `${directory || '.'}/${name}`);
}

function look(path: string): 'program' | 'file' | 'directory' | 'none' {
  try {
    if (statSync(path).isDirectory()) return 'directory';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'file' : 'none';
  }
  try {
    accessSync(path, constants.X_OK);
    return 'program';
  } catch {
    return 'file';
  }
}

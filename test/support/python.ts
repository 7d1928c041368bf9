/** Python with the libraries that read what we export: GIT_RUN_PYTHON, where that is set, as CI does. */
import { spawnSync } from 'node:child_process';

/** The program. */
export const PYTHON = process.env.GIT_RUN_PYTHON ?? 'python3';

/** Why a test that needs some libraries cannot be run; false where it can. */
export function noPython(...libraries: readonly string[]): string | false {
  const { status, stderr } = spawnSync(PYTHON, ['-c', `import ${libraries.join(', ')}`], {
    encoding: 'utf8',
  });
  if (status === 0) return false;
  const last = stderr?.trim().split('\n').at(-1) ?? 'it is not there';
  return `${PYTHON} cannot import ${libraries.join(', ')}: ${last}`;
}

/** Runs a script that prints one value as JSON, in a directory. */
export function python(cwd: string, script: string): unknown {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-W', 'ignore', '-c', script], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

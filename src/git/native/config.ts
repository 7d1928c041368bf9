/** Git's configuration, all of it at once: one process instead of one a key. */
import type { GitConfig } from '../repository.ts';
import type { GitProgram } from './program.ts';

export async function readConfig(git: GitProgram): Promise<GitConfig> {
  return parseConfig((await git(['config', '--list', '-z'])).toString());
}

/** Reads `git config --list -z`: a key, a line break, a value; a key alone means true. */
export function parseConfig(output: string): GitConfig {
  const values = new Map<string, string[]>();
  for (const item of output.split('\0')) {
    if (item === '') continue;
    const end = item.indexOf('\n');
    const key = end < 0 ? item : item.slice(0, end);
    const value = end < 0 ? 'true' : item.slice(end + 1);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return {
    get: key => values.get(key)?.at(-1),
    all: key => values.get(key) ?? [],
    keys: prefix => [...values.keys()].filter(key => key.startsWith(prefix)),
  };
}

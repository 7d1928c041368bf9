/** `git run help`: the manual page of a name, from beside the program. */
import { existsSync } from 'node:fs';
import { showManual } from '../../process/manual.ts';
import type { Context } from '../context.ts';
import { packagePath } from '../package-path.ts';

/** What has a page without being a command, with the section of it. */
export const CONCEPTS: ReadonlyMap<string, 5 | 7> = new Map([
  ['config', 5],
  ['endpoints', 7],
  ['filter', 7],
  ['hosts', 7],
]);

/**
 * Opens the page of a command or a concept; tells whether it could be shown. That of this very version is taken, and
 * not what man would find.
 */
export async function openManual({ env }: Context, name: string): Promise<boolean> {
  const file = packagePath(`man/git-run-${name}.${CONCEPTS.get(name) ?? 1}`);
  return existsSync(file) && showManual(file, env);
}

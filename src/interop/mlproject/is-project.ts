/** Whether a word where a command may stand is a project. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { findProgram } from '../../process/find-program.ts';
import { parseProjectUri } from './project-uri.ts';
import { findProjectFile } from './read-project.ts';

/**
 * A URL of Git's is one, and so is a directory, which no system can execute; but for one without a project file that
 * has the name of a program. Throws ProjectError for a URL that leads nowhere.
 */
export async function isProject(
  word: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const { kind, at } = parseProjectUri(word);
  if (kind === 'git') return true;
  const directory = resolve(cwd, at);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  return at.includes('/') || (await findProjectFile(directory)) !== undefined || !isProgram(at, cwd, env);
}

function isProgram(name: string, cwd: string, env: Readonly<Record<string, string | undefined>>): boolean {
  try {
    findProgram(name, cwd, env);
    return true;
  } catch {
    return false;
  }
}

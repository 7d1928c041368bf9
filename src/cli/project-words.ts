/** `exec` of a project and `exec` of a command are told apart by the first word that is no option. */
import { isProject } from '../interop/mlproject/is-project.ts';
import { UsageError } from '../run/errors.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { parse } from './parse.ts';

/** The command that runs a project, where words behind `exec` name one. Throws ProjectError for a URL that leads nowhere. */
export async function projectIn(
  { cwd, env }: Pick<Context, 'cwd' | 'env'>,
  words: readonly string[],
): Promise<Command | undefined> {
  const { execProject } = await import('./commands/exec-project.ts');
  const [word] = firstWords(execProject, words);
  return word !== undefined && (await isProject(word, cwd, env)) ? execProject : undefined;
}

/** The words behind the options, if these are options of a project's. */
function firstWords(declared: Command, words: readonly string[]): readonly string[] {
  try {
    const parsed = parse({ ...declared, args: ['<command...>'] }, words);
    return 'help' in parsed ? [] : parsed.input.args;
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

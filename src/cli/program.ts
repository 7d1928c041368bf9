/** The commands themselves, handed down to the one that offers them all: it cannot ask for the list that it is in. */
import type { CommandEntry } from './commands.ts';
import type { Answer } from './completion/answer.ts';
import type { Known } from './completion/known.ts';
import type { Context } from './context.ts';

export interface Program {
  /** The command of a name or alias. */
  find(name: string): Promise<Pick<CommandEntry, 'name' | 'topic'> | undefined>;
  /** What may stand as the last of the words behind `git run`. */
  answerTo(context: Context, words: readonly string[], here: Known): Promise<Answer>;
}

/** This program; loaded as it is asked. */
export const program: Program = {
  async find(name) {
    const { findCommand } = await import('./commands.ts');
    return findCommand(name);
  },
  async answerTo(context, words, here) {
    const { answerTo } = await import('./completion/complete.ts');
    return answerTo(context, words, here);
  },
};

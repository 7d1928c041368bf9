/** A shell at a terminal, in which somebody types and presses Tab. */
import { equal } from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './program.ts';
import { until } from './recording.ts';
import { noTerminal, session } from './session.ts';
import type { Teardown, TemporaryRepository } from './temporary-repository.ts';

export interface TypingShell {
  /** Types a part of a line, presses Tab, and looks whether the line is what it is expected to be. Rejects where not. */
  completes(typed: string, expected: string): Promise<void>;
  /** Types, presses Tab twice, and waits until all of some texts are shown. */
  lists(typed: string, ...shown: readonly string[]): Promise<void>;
  /** Runs the line that has been completed, and waits until something is shown. */
  runs(shown: string): Promise<void>;
}

/** Why a shell cannot be tried here; false where it can. */
export async function noShell(name: string): Promise<string | false> {
  const isThere = (process.env.PATH ?? '').split(':').some(directory => {
    try {
      accessSync(join(directory, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return isThere ? noTerminal() : `there is no ${name} here`;
}

/**
 * Starts a shell by its command line. Its start-up file must bind Ctrl-G to what prints the line that is being typed,
 * in angle brackets, and must print `ready>` where it waits.
 */
export async function typingShell(
  t: Teardown,
  program: Program,
  on: TemporaryRepository,
  start: string,
): Promise<TypingShell> {
  const env = { ...on.env, PATH: program.path, TERM: 'dumb', LC_ALL: 'C.UTF-8', INPUTRC: '/dev/null' };
  const shell = await session(t, `exec ${start}`, { cwd: on.path, env });
  await shell.shows('ready>');
  let seen = 0;
  const clear = () => {
    seen = shell.shown().length;
    shell.type('\x15');
  };
  const shows = (text: string) => until(() => shell.shown().slice(seen).includes(text));
  return {
    async completes(typed, expected) {
      clear();
      shell.type(`${typed}\t\x07`);
      const line = () => /<(.*)>\r?\n/.exec(shell.shown().slice(seen))?.[1];
      await until(line);
      equal(line(), expected);
    },
    async lists(typed, ...shown) {
      clear();
      shell.type(`${typed}\t\t`);
      for (const text of shown) await shows(text);
    },
    async runs(shown) {
      seen = shell.shown().length;
      shell.type('\r');
      await shows(shown);
    },
  };
}

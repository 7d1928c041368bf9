/** The world as a command sees it: nothing else in `cli/` touches `process`. */
import type { SettingOptions, Settings } from '../config/settings.ts';
import type { Repository } from '../git/repository.ts';
import type { Zone } from '../query/zone.ts';
import { BareRepositoryError } from '../run/repository-errors.ts';
import { type Style, styles } from '../view/style.ts';

export interface Output {
  write(text: string): void;
  /** Writes bytes and waits until they are taken; to a terminal, text that is whole. */
  writeBytes(bytes: Uint8Array): Promise<void>;
  readonly isTerminal: boolean;
  /** Terminal cells; undefined where this is no terminal. */
  readonly columns: number | undefined;
  readonly rows: number | undefined;
}

/** The world as it is handed in: what a context is made of. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The words that start this program as a keeper; absent where it is no program, in a test. */
  readonly keeper?: readonly string[];
  /** The answer. */
  readonly out: Output;
  /** The conversation. */
  readonly err: Output;
  /** Whether a question can be asked. */
  readonly interactive: boolean;
  readonly zone: Zone;
  /** ms since 1970. */
  now(): number;
}

export interface Context extends World {
  /** Colours for the answer, and for the conversation: after color.ui, NO_COLOR and whether it is a terminal. */
  styleOf(output: Output): Style;
  /** The repository the working directory is in, opened once. Throws NotARepositoryError. */
  repository(): Promise<Repository>;
  /** Whether the repository was opened. */
  opened(): boolean;
  /** The settings that hold here. */
  settings(options?: SettingOptions): Promise<Settings>;
  /** Says one line of the conversation. */
  say(line: string): void;
  close(): Promise<void>;
}

export function createContext(world: World): Context {
  let repository: Promise<Repository> | undefined;
  let colours = (output: Output) => wantsColour(world, output, undefined);
  const context: Context = {
    ...world,
    styleOf: output => styles(colours(output)),
    async repository() {
      repository ??= openHere(world);
      const opened = await repository;
      colours = output => wantsColour(world, output, opened.config.get('color.ui'));
      return opened;
    },
    opened: () => repository !== undefined,
    async settings(options = {}) {
      const { config, place } = await context.repository();
      if (place.workTree === undefined) throw new BareRepositoryError(place.gitDir);
      const { readSettings } = await import('../config/read-settings.ts');
      return readSettings({
        config,
        env: world.env,
        workTree: place.workTree,
        prefix: place.prefix,
        options,
      });
    },
    say: line => world.err.write(`${line}\n`),
    async close() {
      // A repository that could not be opened has nothing to close.
      await (await repository?.catch(() => undefined))?.close();
    },
  };
  return context;
}

async function openHere({ cwd, env }: World): Promise<Repository> {
  const { openRepository } = await import('../git/open.ts');
  return openRepository(cwd, env);
}

/** https://no-color.org, https://git-scm.com/docs/git-config#Documentation/git-config.txt-colorui */
function wantsColour({ env }: World, output: Output, setting: string | undefined): boolean {
  if (env.NO_COLOR || env.FORCE_COLOR === '0') return false;
  if (setting === 'always' || env.FORCE_COLOR) return true;
  if (setting === 'never' || setting === 'false') return false;
  return output.isTerminal && env.TERM !== 'dumb';
}

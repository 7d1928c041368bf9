/** The world as a command sees it: nothing else in `cli/` touches `process`. */
import type { SettingOptions, Settings } from '../config/settings.ts';
import type { Readable } from '../git/readable.ts';
import type { Remote } from '../git/remote/open-remote.ts';
import { addressOf, isAddress, printAddress } from '../git/remote/remote-url.ts';
import type { Repository } from '../git/repository.ts';
import type { Zone } from '../query/zone.ts';
import { UsageError } from '../run/errors.ts';
import { BareRepositoryError, NotARepositoryError } from '../run/repository-errors.ts';
import { RUNS } from '../run/run-ref.ts';
import { type Style, styles } from '../view/style.ts';
import type { Program } from './program.ts';

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
  /** The words that start this program; absent in a test. */
  readonly self?: readonly string[];
  /** Its commands; absent where it is no program. */
  readonly program?: Program;
  /** All of its input, to its end. */
  input(): Promise<string>;
  /** The same, as it comes. */
  inputBytes(): AsyncIterable<Uint8Array>;
  /** The answer. */
  readonly out: Output;
  /** The conversation. */
  readonly err: Output;
  /** Whether a question can be asked. */
  readonly interactive: boolean;
  /** Work that takes longer says what it is doing: ms. */
  readonly patience: number;
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
  /**
   * Where runs are read: the repository with what is known of remotes beside it, or the remote of `at`. Throws what
   * `repository` throws, and RemoteError.
   */
  source(): Promise<Readable>;
  /** The remote that runs are read from, as it may be shown; undefined where that is the repository. */
  readonly remote: string | undefined;
  /** The same world, its runs read from a remote: a URL, or the name of one of the repository's. */
  at(remote: string | undefined): Context;
  /** The settings that hold here. */
  settings(options?: SettingOptions): Promise<Settings>;
  /** Says one line of the conversation. */
  say(line: string): void;
  close(): Promise<void>;
}

export function createContext(world: World): Context {
  let repository: Promise<Repository> | undefined;
  let source: Readable | undefined;
  let isOpen = false;
  const remotes: Promise<Remote>[] = [];
  let colours = (output: Output) => wantsColour(world, output, undefined);
  const context: Context = {
    ...world,
    styleOf: output => styles(colours(output)),
    async repository() {
      repository ??= openHere(world);
      const opened = await repository;
      isOpen = true;
      colours = output => wantsColour(world, output, opened.config.get('color.ui'));
      return opened;
    },
    opened: () => isOpen,
    async source() {
      source = await openSource(context, source);
      return source;
    },
    remote: undefined,
    at(remote) {
      if (remote === undefined) return context;
      let opened: Promise<Remote> | undefined;
      const source = () => {
        if (opened === undefined) {
          opened = openThere(context, remote);
          remotes.push(opened);
        }
        return opened;
      };
      return { ...context, source, remote: printAddress(remote) };
    },
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
      for (const remote of remotes) (await remote.catch(() => undefined))?.close();
    },
  };
  return context;
}

/** The repository, and beside it what is known of remotes, which another process may have learnt or dropped meanwhile. */
async function openSource(context: Context, last: Readable | undefined): Promise<Readable> {
  const repository = await context.repository();
  const known = (await repository.sides?.seen()) ?? [];
  if (known.length === 0) return repository;
  if (known.length === last?.known?.length && known.every((side, at) => side === last.known?.[at]))
    return last;
  const { withSides } = await import('../share/with-sides.ts');
  return withSides(repository, known, { interactive: context.interactive });
}

async function openThere({ cwd, env, interactive, repository }: Context, remote: string): Promise<Remote> {
  const { openRemote } = await import('../git/remote/open-remote.ts');
  const address = isAddress(remote) ? remote : addressOf(remote, (await named(remote, repository)).config);
  return openRemote(address, { cwd, env, interactive, prefix: RUNS });
}

async function named(remote: string, repository: Context['repository']): Promise<Repository> {
  try {
    return await repository();
  } catch (error) {
    if (!(error instanceof NotARepositoryError)) throw error;
    throw new UsageError(`'${remote}' is no URL, and here is no repository that has a remote of that name`);
  }
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

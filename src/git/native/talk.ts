/**
 * Git's commands that talk to a remote, through simple-git: it tells their progress, and ends one that hangs or that
 * is given up. What it keeps from Git for the sake of careless callers is allowed: the environment is the user's own.
 */
import type { SimpleGitOptions, SimpleGitProgressEvent } from 'simple-git';
import { endStarted } from '../../process/end-tree.ts';
import { GitMissingError, RemoteError } from '../../run/repository-errors.ts';
import { explainTransfer } from '../explain-transfer.ts';
import { printAddress } from '../remote/remote-url.ts';
import type { Transfer } from '../remotes.ts';

/** What a command printed. It ended well, or with one of the exit codes that were named as well. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface Call {
  readonly remote: string;
  /** As it is called in what is said; its own name where absent. */
  readonly shown?: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** Configuration for this call, `key=value`, beside what every call gets. */
  readonly config?: readonly string[];
  /** The same, keys and values, where a list of processes is not to show them. */
  readonly settings?: readonly (readonly [key: string, value: string])[];
  /** Whether an exit code other than 0 is an answer, by what was printed; by itself none is. */
  readonly answers?: (said: Said) => boolean;
}

export type Talk = (call: Call, how?: Transfer) => Promise<Said>;

const SECOND = 1000;
const PATIENCE = 120 * SECOND;

/** What is brought is synced. No hook of the user's is meant for our refs, and no submodule of theirs goes with them. */
const CONFIG = [
  'core.hooksPath=/dev/null',
  'core.fsync=committed,reference',
  'core.fsmonitor=false',
  'submodule.recurse=false',
  'gc.auto=0',
];

/** A server that sends next to nothing for so long hangs, as far as HTTP goes; what the user has set comes first. */
const SLOW = { 'http.lowspeedlimit': '1', 'http.lowspeedtime': '60' } as const;

/** Everything is allowed: what the environment and Git's configuration name is what plain `git push` would use. */
const ALLOWED: NonNullable<SimpleGitOptions['unsafe']> = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePack: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};

/** Binds such commands to a repository's directory. `isSet` tells of the user's configuration. */
export function talker(cwd: string, env: NodeJS.ProcessEnv, isSet: (key: string) => boolean): Talk {
  return async (call, how = {}) => {
    const { simpleGit } = await import('simple-git');
    const { interactive = false, onProgress, signal, patience = PATIENCE } = how;
    const environment = definedOf({
      ...env,
      LC_ALL: 'C',
      ...(interactive ? {} : { GIT_TERMINAL_PROMPT: '0', ...askingNobody(env, isSet) }),
      ...settingsIn(env, call.settings ?? []),
    });
    const slow = Object.entries(SLOW).filter(([key]) => !isSet(key));
    let ended: Said | undefined;
    const watch = watchFor(call, patience, signal);
    const git = simpleGit({
      baseDir: cwd,
      config: [...CONFIG, ...slow.map(([key, value]) => `${key}=${value}`), ...(call.config ?? [])],
      allowEnvironment: Object.keys(environment),
      unsafe: ALLOWED,
      abort: watch.signal,
      progress: event => onProgress?.(progressOf(event)),
      ...(call.input === undefined ? {} : { input: () => call.input }),
      errors(error, { exitCode, stdErr, stdOut }) {
        ended = { exitCode, stderr: textOf(stdErr), stdout: textOf(stdOut) };
        // Of what was ended by force there is no exit code, and nothing printed is whole.
        return exitCode === 0 || call.answers?.(ended) ? undefined : (error ?? new Error('it failed'));
      },
    })
      .env(environment)
      // Progress is asked for always: it is the sign of life.
      .outputHandler((_, stdout, stderr) => {
        for (const stream of [stdout, stderr]) stream.on('data', watch.alive);
      });
    const shown = printAddress(call.shown ?? call.remote);
    try {
      const stdout = await git.raw([...call.args]);
      return { stdout, stderr: ended?.stderr ?? '', exitCode: ended?.exitCode ?? 0 };
    } catch (error) {
      signal?.throwIfAborted();
      if (watch.signal.aborted) throw hangs(shown, patience);
      const { message } = error as Error;
      if (/spawn git ENOENT/.test(message)) throw new GitMissingError();
      throw explainTransfer(shown, ended?.stderr || message);
    } finally {
      watch.end();
    }
  };
}

/** Gives a call up where nothing is heard of it for so long, or where somebody gives it up; with it go Git's helpers. */
function watchFor({ args }: Call, patience: number, given: AbortSignal | undefined) {
  const own = new AbortController();
  const giveUp = () => {
    endStarted(words => args.every(word => words.includes(word)));
    own.abort();
  };
  const timer = setTimeout(giveUp, patience);
  given?.addEventListener('abort', giveUp, { once: true });
  if (given?.aborted) giveUp();
  return {
    signal: own.signal,
    alive: () => void timer.refresh(),
    end() {
      clearTimeout(timer);
      given?.removeEventListener('abort', giveUp);
    },
  };
}

/** https://git-scm.com/docs/git-config#ENVIRONMENT: after those that are there already. */
function settingsIn(
  { GIT_CONFIG_COUNT: count = '0' }: NodeJS.ProcessEnv,
  settings: NonNullable<Call['settings']>,
): NodeJS.ProcessEnv {
  const first = Number.parseInt(count, 10) || 0;
  const words = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${first + at}`, key],
    [`GIT_CONFIG_VALUE_${first + at}`, value],
  ]);
  return settings.length === 0
    ? {}
    : { ...Object.fromEntries(words), GIT_CONFIG_COUNT: `${first + settings.length}` };
}

function hangs(shown: string, patience: number): RemoteError {
  const why = `it hangs: there was no sign of life for ${patience / SECOND} seconds`;
  return new RemoteError(shown, why, 'try again; what has arrived is not sent twice', { nature: 'passes' });
}

function progressOf({ stage, processed, total }: SimpleGitProgressEvent) {
  return { stage, done: processed, total };
}

/** ssh asks at the terminal past Git: it is to do so by a window, or not at all. A command of the user's own is left alone. */
function askingNobody(env: NodeJS.ProcessEnv, isSet: (key: string) => boolean): Record<string, string> {
  if (env.SSH_ASKPASS) return { SSH_ASKPASS_REQUIRE: 'force' };
  const isOwn = env.GIT_SSH_COMMAND || env.GIT_SSH || isSet('core.sshcommand');
  return isOwn ? {} : { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' };
}

function textOf(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString();
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

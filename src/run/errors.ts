/**
 * What can go wrong, as types. A message says what happened and to which run or file; what to do about it
 * is added by `cli/errors.ts`, by `code`, so that the library stays quiet.
 */

/** The base of every error git-run raises on purpose; anything else that surfaces is a bug of ours. */
export abstract class GitRunError<Data extends object = object> extends Error {
  /** Stable and machine-readable: scripts and hints go by this, never by the message. */
  abstract readonly code: string;
  /** What the message was made of. */
  readonly data: Readonly<Data>;

  constructor(message: string, data: Data, options?: ErrorOptions) {
    super(message, options);
    this.data = data;
    this.name = new.target.name;
  }
}

/** The words on the command line do not fit the command; the message is the whole sentence. */
export class UsageError extends GitRunError<{
  /** A command to type instead, whole. */ instead: string | undefined;
}> {
  readonly code = 'usage';
  constructor(message: string, instead?: string) {
    super(message, { instead });
  }
}

/** No run answers to the selector. */
export class RunNotFoundError extends GitRunError<{
  selector: string;
  /** Names close to what was typed, nearest first. */ nearest: readonly string[];
}> {
  readonly code = 'run-not-found';
  /** `where` it was looked for, if not only here. */
  constructor(selector: string, nearest: readonly string[] = [], where?: string) {
    super(`no run${where === undefined ? '' : ` ${where}`} matches '${selector}'`, { selector, nearest });
  }
}

/** The newest run is asked for, and there is none at all. */
export class NoRunsError extends GitRunError<Record<string, never>> {
  readonly code = 'no-runs';
  constructor() {
    super('no runs yet', {});
  }
}

/** A candidate of an ambiguous selector: enough of a run to choose by. */
export interface Candidate {
  readonly id: string;
  readonly label: string;
}

/** Several runs answer to the selector. */
export class AmbiguousRunError extends GitRunError<{ selector: string; candidates: readonly Candidate[] }> {
  readonly code = 'ambiguous-run';
  constructor(selector: string, candidates: readonly Candidate[]) {
    super(`'${selector}' matches ${candidates.length} runs`, { selector, candidates });
  }
}

/** The run is still going, and what was asked for needs its end. */
export class RunNotEndedError extends GitRunError<{ id: string }> {
  readonly code = 'run-not-ended';
  constructor(id: string) {
    super(`run ${id} has not ended yet`, { id });
  }
}

/** No experiment answers to the name. */
export class ExperimentNotFoundError extends GitRunError<{ experiment: string; nearest: readonly string[] }> {
  readonly code = 'experiment-not-found';
  constructor(experiment: string, nearest: readonly string[] = []) {
    super(`no experiment '${experiment}'`, { experiment, nearest });
  }
}

/** A live experiment of that name is there already. */
export class ExperimentExistsError extends GitRunError<{ experiment: string }> {
  readonly code = 'experiment-exists';
  constructor(experiment: string) {
    super(`an experiment '${experiment}' exists already`, { experiment });
  }
}

/** A run has no artifact of that path. */
export class ArtifactNotFoundError extends GitRunError<{
  run: string;
  path: string;
  nearest: readonly string[];
}> {
  readonly code = 'artifact-not-found';
  constructor(run: string, path: string, nearest: readonly string[] = []) {
    super(`run ${run} has no artifact '${path}'`, { run, path, nearest });
  }
}

/** A stored record was written by a newer git-run, and may mean what this one cannot know. */
export class NewerFormatError extends GitRunError<{ record: string; version: number; known: number }> {
  readonly code = 'newer-format';
  constructor(record: string, version: number, known: number) {
    super(`${record} is of format ${version}, this git-run reads up to ${known}`, { record, version, known });
  }
}

/** A stored record is not what its format says. */
export class CorruptRecordError extends GitRunError<{ record: string; why: string }> {
  readonly code = 'corrupt-record';
  constructor(record: string, why: string, options?: ErrorOptions) {
    super(`${record} is damaged: ${why}`, { record, why }, options);
  }
}

/** Bytes that were read, or written, are not those the manifest names. */
export class DigestMismatchError extends GitRunError<{ path: string; expected: string; actual: string }> {
  readonly code = 'digest-mismatch';
  constructor(path: string, expected: string, actual: string) {
    super(`'${path}' is not what was recorded: its digest is ${actual}, recorded was ${expected}`, {
      path,
      expected,
      actual,
    });
  }
}

/** A settings file, option or variable holds what cannot be used. */
export class SettingsError extends GitRunError<{
  /** Where it stands: `git-run.yaml:3`, `git config run.x`, a variable, an option. */
  place: string;
  why: string;
}> {
  readonly code = 'settings';
  constructor(place: string, why: string) {
    super(`${place}: ${why}`, { place, why });
  }
}

/** The command of a run cannot be started: not found (127) or not executable (126). */
export class CommandNotRunnableError extends GitRunError<{ command: string; exitCode: 126 | 127 }> {
  readonly code = 'command-not-runnable';
  constructor(command: string, exitCode: 126 | 127) {
    super(exitCode === 127 ? `${command}: command not found` : `${command}: not executable`, {
      command,
      exitCode,
    });
  }
}

/** Nothing of a run is called so, and could be purged. */
export class NothingToPurgeError extends GitRunError<{
  run: string;
  path: string;
  nearest: readonly string[];
}> {
  readonly code = 'nothing-to-purge';
  constructor(run: string, path: string, nearest: readonly string[] = []) {
    super(`run ${run} has no file '${path}' that could be purged`, { run, path, nearest });
  }
}

/** What is to be purged from a run is in a commit of the user's own as well. */
export class OwnHistoryError extends GitRunError<{
  run: string;
  path: string;
  commit: string;
  /** The ref, worktree or reflog that holds the commit. */
  by: string;
}> {
  readonly code = 'own-history';
  constructor(run: string, path: string, { commit, by }: { readonly commit: string; readonly by: string }) {
    super(`'${path}' of run ${run} is in your own history too: commit ${commit.slice(0, 10)}, by ${by}`, {
      run,
      path,
      commit,
      by,
    });
  }
}

/** What a checkout or rerun would write over is not ours to overwrite. */
export class WouldOverwriteError extends GitRunError<{ path: string; why: string }> {
  readonly code = 'would-overwrite';
  constructor(path: string, why: string) {
    super(`${path}: ${why}`, { path, why });
  }
}

/** Where a checkout would go lies one that was killed before its end. */
export class UnfinishedCheckoutError extends GitRunError<{ path: string }> {
  readonly code = 'unfinished-checkout';
  constructor(path: string) {
    super(`${path}: a checkout that did not come to its end lies there`, { path });
  }
}

/** A path from a run's records would be written outside of where it was asked to go. */
export class UnsafePathError extends GitRunError<{ path: string; why: string }> {
  readonly code = 'unsafe-path';
  constructor(path: string, why: string) {
    super(`the run names a file that cannot be written safely, ${why}: ${path}`, { path, why });
  }
}

/** A rerun lacks what the run had: a program, inputs. Nothing was started. */
export class MissingForRerunError extends GitRunError<{ run: string; missing: readonly string[] }> {
  readonly code = 'missing-for-rerun';
  constructor(run: string, missing: readonly string[]) {
    super(`run ${run} cannot be repeated here, it lacks ${missing.join(', ')}`, { run, missing });
  }
}

/** A run that was recorded elsewhere would be executed. */
export class UntrustedRunError extends GitRunError<{ run: string; argv: readonly string[] }> {
  readonly code = 'untrusted-run';
  constructor(run: string, argv: readonly string[]) {
    super(`run ${run} was recorded elsewhere, and its command would be executed here`, { run, argv });
  }
}

/** A program was named where a command of git-run stands: the `--` was forgotten. */
export class MissingDashesError extends GitRunError<{ /** The corrected command. */ instead: string }> {
  readonly code = 'missing-dashes';
  constructor(program: string, instead: string) {
    super(`to record '${program}', put -- before it`, { instead });
  }
}

/** What was asked for needs a run in progress on this machine. */
export class NoLiveRunError extends GitRunError<{ run: string | undefined }> {
  readonly code = 'no-live-run';
  constructor(run?: string) {
    super(run === undefined ? 'no run is going' : `run ${run} is not going on this machine`, { run });
  }
}

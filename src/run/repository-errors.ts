/** What can go wrong between us and Git; as types, like the others in `errors.ts`. */
import { GitRunError } from './errors.ts';

/** The working directory, or the path asked for, is in no Git repository. */
export class NotARepositoryError extends GitRunError<{ path: string }> {
  readonly code = 'not-a-repository';
  constructor(path: string) {
    super(`not a Git repository (or any of the parent directories): ${path}`, { path });
  }
}

/** Here is no work tree (the repository is bare, or its work tree is elsewhere), and what was asked for needs one. */
export class BareRepositoryError extends GitRunError<{ path: string }> {
  readonly code = 'bare-repository';
  constructor(path: string) {
    super(`no work tree here, only the repository itself: ${path}`, { path });
  }
}

/** The git program refused, failed, or was killed: then it has no exit code. */
export class GitCommandError extends GitRunError<{
  args: readonly string[];
  exitCode: number | null;
  stderr: string;
}> {
  readonly code = 'git-command';
  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(
      `git ${subcommand(args)} failed${exitCode === null ? '' : ` with ${exitCode}`}: ${tellingLine(stderr)}`,
      { args, exitCode, stderr },
    );
  }
}

/** Of many lines the one that says why; the others are in `data`. */
function tellingLine(stderr: string): string {
  const lines = stderr.split('\n').filter(line => line.trim() !== '');
  const telling = ['fatal: ', 'error: '].map(start => lines.find(line => line.startsWith(start)));
  return (telling.find(line => line !== undefined) ?? lines[0] ?? 'no message').trim();
}

/** The first word that is no option of git itself, nor the value of one. */
function subcommand(args: readonly string[]): string {
  const at = args.findIndex((word, index) => !word.startsWith('-') && !/^-[cC]$/.test(args[index - 1] ?? ''));
  return args[at] ?? args.join(' ');
}

/** There is no git program on PATH. */
export class GitMissingError extends GitRunError {
  readonly code = 'git-missing';
  constructor() {
    super('no git program on PATH', {});
  }
}

/** A ref was moved by somebody else between our reading and our writing. */
export class RefConflictError extends GitRunError<{ ref: string }> {
  readonly code = 'ref-conflict';
  constructor(ref: string) {
    super(`${ref} was changed by another process`, { ref });
  }
}

/** Something is larger than anything that is meant well. */
export class TooLargeError extends GitRunError<{ what: string; why: string }> {
  readonly code = 'too-large';
  constructor(what: string, why: string) {
    super(`${what} is not read: ${why}`, { what, why });
  }
}

/** A lock file is in the way: another process holds it, or one that was killed has left it. It is never taken by force. */
export class LockedError extends GitRunError<{ file: string }> {
  readonly code = 'locked';
  constructor(file: string) {
    super(`another git process holds ${file}, or one that was killed has left it`, { file });
  }
}

/** The source of an interrupted run lies in a work tree other than this one. */
export class OtherWorkTreeError extends GitRunError<{ workTree: string }> {
  readonly code = 'other-work-tree';
  constructor(workTree: string) {
    super(`its source is in another work tree, recover it there: ${workTree}`, { workTree });
  }
}

/** The engine that works without a git program cannot do this, or must not do it here; nothing was changed. */
export class EngineLimitError extends GitRunError<{
  reason: string;
  /** What to do instead, in the imperative. */ remedy: string;
}> {
  readonly code = 'engine-limit';
  constructor(reason: string, remedy: string, without: 'the git program' | 'a clone' = 'the git program') {
    super(`not possible without ${without}: ${reason}`, { reason, remedy });
  }
}

/** Somebody is removing objects here already: `git gc`, or a git-run. */
export class RepositoryBusyError extends GitRunError<{ pid: number; host: string }> {
  readonly code = 'repository-busy';
  constructor(pid: number, host: string) {
    super(`git gc is at work in this repository (process ${pid} on ${host})`, { pid, host });
  }
}

/** `passes`: by itself maybe, and is worth another try. `damaged`: what it sent is, and none of it was taken. `too much`: less at once it may take. */
export type RemoteTrouble = 'passes' | 'damaged' | 'too much' | 'lasts';

/** A remote that is read over the network does not answer as it should; no answer is kept. */
export class RemoteError extends GitRunError<{
  /** Its URL, without what stands before the `@`. */ remote: string;
  why: string;
  /** What to do, in the imperative. */ remedy: string | undefined;
  nature: RemoteTrouble;
}> {
  readonly code = 'remote';
  constructor(
    remote: string,
    why: string,
    remedy?: string,
    { nature = 'lasts', ...options }: ErrorOptions & { readonly nature?: RemoteTrouble } = {},
  ) {
    super(`${remote}: ${why}`, { remote, why, remedy, nature }, options);
  }
}

/** Another hook is where ours would be; nothing was changed. */
export class HookTakenError extends GitRunError<{
  path: string;
  /** The one that was kept there before, if any. */ before: string | undefined;
}> {
  readonly code = 'hook-taken';
  constructor(path: string, before?: string) {
    super(`there is another hook: ${path}`, { path, before });
  }
}

/** A commit was to be signed and is not; nothing was changed. */
export class SigningError extends GitRunError<{ why: string }> {
  readonly code = 'signing';
  constructor(why: string) {
    super(`it could not be signed: ${why}`, { why });
  }
}

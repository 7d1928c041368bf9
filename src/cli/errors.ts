/** Errors → words, remedy and exit code; by `code`, never by what a message says. */
import { GitRunError } from '../run/errors.ts';
import { isWorldError } from '../run/world-errors.ts';
import { sanitise } from '../view/sanitise.ts';
import { quoteWord } from '../view/shell-quote.ts';
import { widthOf } from '../view/width.ts';

/** 0; 1 the request failed; 2 usage; 3 broken pipe; 255 a bug of ours. `exec` has its own, as of env(1): 125, 126, 127. */
export interface Failure {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** Prints an error: what happened, then what to type next. */
export function describeError(error: unknown): Failure {
  if (!(error instanceof GitRunError)) return describeBug(error);
  const lines = [`git-run: ${sanitise(error.message)}`, ...hintsFor(error).map(hint => sanitise(hint))];
  return { lines, exitCode: EXIT_CODES[error.code] ?? 1 };
}

const EXIT_CODES: Readonly<Record<string, number>> = {
  usage: 2,
  settings: 2,
  filter: 2,
  template: 2,
  'missing-dashes': 125,
};

function describeBug(error: unknown): Failure {
  const { message, stack } = error as Error;
  if (isWorldError(error)) return { lines: [`git-run: ${sanitise(message)}`], exitCode: 1 };
  return {
    lines: [
      'git-run: this should not have happened; it is a mistake in git-run. Your files and your runs are as they were.',
      sanitise(stack ?? String(error), { newlines: true }),
    ],
    exitCode: 255,
  };
}

/** By the systems that Node knows. */
const INSTALL: Readonly<Record<string, string>> = {
  linux: 'apt install git-lfs, or dnf install git-lfs; https://git-lfs.com has it for all systems',
  darwin: 'brew install git-lfs',
  win32: 'winget install GitHub.GitLFS',
};

type Hints = Readonly<Record<string, (data: Record<string, unknown>) => readonly string[]>>;

const HINTS: Hints = {
  'not-a-repository': () => ['  git init makes one here; git-run keeps its runs in it'],
  'bare-repository': () => ['  go into a work tree of it, or make one: git worktree add ../work'],
  usage: ({ instead }) => (instead === undefined ? [] : [`  ${instead}`]),
  'missing-dashes': ({ instead }) => [`  ${instead}`],
  'run-not-found': ({ nearest }) => [...didYouMean(nearest), '  git run log lists the runs'],
  'run-not-here': () => ['  git run fetch --metadata-only looks again'],
  'no-runs': () => ['  git run -- COMMAND records one'],
  'ambiguous-run': ({ candidates }) => [
    ...(candidates as { id: string; label: string }[])
      .slice(0, 10)
      .map(({ id, label }) => `  ${id}  ${label}`),
    '  name it by its id, or by the last characters of it',
  ],
  'no-live-run': ({ run }) =>
    run === undefined ? [] : ['  git run log --status running lists those that are going'],
  'run-not-stored': ({ journal }) =>
    journal === undefined
      ? ['  no journal could be kept either; nothing was kept']
      : [`  what it left is kept in ${journal}; when it can be written there again: git run recover`],
  'run-full': () => ['  nothing of it was changed; what is to be said belongs into a run of its own'],
  'run-not-ended': () => ['  git run tail -f follows it, git run stop ends it'],
  'experiment-not-found': ({ nearest }) => [
    ...didYouMean(nearest),
    '  git run experiment list shows them all',
  ],
  'experiment-exists': () => ['  choose another name, or rename the old one: git run experiment rename'],
  'artifact-not-found': ({ nearest, run }) => [
    ...didYouMean(nearest),
    `  git run artifact list ${run} shows them all`,
  ],
  'nothing-to-purge': ({ nearest, run }) => [
    ...didYouMean(nearest),
    `  artifacts: git run artifact list ${run}; the log: logs; files of its source by their paths`,
  ],
  'own-history': ({ commit }) => [
    '  nothing was purged: git-run does not rewrite your history, and there it would still be found',
    `  who holds it: git branch -a --contains ${(commit as string).slice(0, 10)}; git reflog --all; git worktree list`,
    '  take it out there first (git rebase or git filter-repo, then git reflog expire --expire=now --all)',
  ],
  'newer-format': () => ['  a newer git-run wrote it: npm install --global git-run@latest'],
  'corrupt-record': () => [
    '  git fsck tells whether the repository is hurt; another clone may have the run whole',
  ],
  'digest-mismatch': () => [
    '  git fsck tells whether the repository is hurt; another clone may have the file whole',
  ],
  'content-missing': () => [
    '  git run fetch REMOTE RUN-ID brings them, where a push has sent them; else they are in the clone that made the run',
  ],
  'git-lfs-missing': ({ platform }) => [
    `  ${INSTALL[platform as string] ?? INSTALL.linux}; nothing else needs to be set up`,
    '  --no-artifacts leaves large files where they are',
  ],
  'too-large': () => ['  nothing that is meant well is so large: do not trust where it came from'],
  'git-missing': () => ['  install git, or put it on PATH'],
  signing: () => [
    '  git commit-tree -S signs alike: commit.gpgSign, gpg.format and user.signingKey say how',
    '  unsigned: git -c run.sign=false run …',
  ],
  locked: ({ file }) => [`  if no git is at work here: rm ${quoteWord(file as string)}`],
  'ref-conflict': () => ['  nothing was changed; try again'],
  'unfinished-checkout': ({ path }) => [
    `  if nothing in it is yours: git worktree remove --force ${quoteWord(path as string)}`,
  ],
  'would-overwrite': () => ['  nothing is overwritten: move or commit it first, or name another place'],
  'missing-for-rerun': ({ missing }) => [
    ...(missing as string[]).map(what => `  missing: ${what}`),
    '  put them in place, or have them linked: worktree.link in git-run.yaml',
  ],
  'untrusted-run': ({ argv }) => [
    ...(argv as string[]).map(word => `  ${word}`),
    '  read it and its source first; then: git run rerun --trust',
  ],
  'other-work-tree': ({ workTree }) => [`  git -C ${quoteWord(workTree as string)} run recover`],
  'hook-taken': ({ before }) => [
    before === undefined
      ? '  git run hook install --chain keeps it, and has it run first'
      : `  an older one is kept already: ${before}`,
    '  or call git-run from it, with all that it read from its input: git-run hook receive',
  ],
  'repository-busy': () => ['  nothing was removed; try again when it has ended'],
  remote: ({ remedy }) => (remedy === undefined ? [] : [`  ${remedy}`]),
  project: ({ remedies }) => remedies as readonly string[],
  'engine-limit': ({ remedy }) => [`  ${remedy}`],
  filter: data => pointed(data as unknown as Pointed),
  template: data => pointed(data as unknown as Pointed),
};

/** What to type next, a line each. */
export function hintsFor(error: GitRunError): readonly string[] {
  return HINTS[error.code]?.(error.data as Record<string, unknown>) ?? [];
}

interface Pointed {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly nearest: readonly string[];
}

/** The text with a mark below the place. */
function pointed({ text, at, end, nearest }: Pointed): string[] {
  const cells = (from: number, to: number) => widthOf(sanitise(text.slice(from, to)));
  const mark = ' '.repeat(cells(0, at)) + '^'.repeat(Math.max(1, cells(at, end)));
  return [`  ${text}`, `  ${mark}`, ...didYouMean(nearest)];
}

function didYouMean(nearest: unknown): string[] {
  const names = nearest as readonly string[];
  return names.length === 0 ? [] : [`  did you mean ${names.map(name => `'${name}'`).join(' or ')}?`];
}

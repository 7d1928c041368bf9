/** What is said at the end of a run: one line of what was kept, one of what was not. */
import { join, relative } from 'node:path';
import type { Recorded, Stored, Trouble } from '../record/request.ts';
import { GitRunError } from '../run/errors.ts';
import { duration, type Run } from '../run/run.ts';
import { shortId } from '../run/run-id.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../view/format.ts';
import { sanitise } from '../view/sanitise.ts';
import { quoteWord } from '../view/shell-quote.ts';
import type { Context } from './context.ts';

export interface ReportOptions {
  /** Says nothing when all went well. */
  readonly quiet: boolean;
  /** Whether the run had a worktree of its own, which is gone with what nobody kept. */
  readonly worktreeGone?: boolean;
}

/** Says how the recording went. */
export async function reportRecorded(
  context: Context,
  recorded: Omit<Recorded, 'exit'>,
  options: ReportOptions,
): Promise<void> {
  const { stored, trouble } = recorded;
  const lines = [
    ...(trouble === undefined ? [] : await troubleLines(trouble)),
    ...(stored === undefined ? [] : runLines(stored, options)),
    ...(stored === undefined || options.quiet
      ? []
      : await notKeptLines(context, stored.run, recorded, options)),
  ];
  if (lines.length > 0) beginLine(context.err);
  for (const line of lines) context.say(line);
}

/**
 * The job may have left its last line open, and only the terminal knows: blanks to its edge end such a line, and are
 * taken back from an empty one.
 */
function beginLine({ isTerminal, columns, write }: Context['err']): void {
  if (isTerminal && columns !== undefined) write(`${' '.repeat(columns - 1)}\r\x1b[K`);
}

function runLines({ run, unsigned }: Stored, { quiet }: ReportOptions): string[] {
  const recorded = `git-run: recorded ${sanitise(run.name)} (${shortId(run.id)}): ${keptLine(run)}`;
  return [
    ...(quiet ? [] : [recorded]),
    ...run.problems
      .filter(({ code }) => code !== 'secret')
      .map(problem => `git-run: ${sanitise(problem.message)}`),
    ...(unsigned === undefined ? [] : [`git-run: the run is not signed: ${sanitise(unsigned)}`]),
    ...secretLines(run),
    ...omittedLines(run),
  ];
}

async function notKeptLines(
  context: Context,
  run: Run,
  { notKept }: Pick<Recorded, 'notKept'>,
  { worktreeGone = false }: ReportOptions,
): Promise<string[]> {
  if (notKept.length === 0) return [];
  if (worktreeGone) return [goneLine(notKept)];
  const top = (await context.repository()).place.workTree ?? context.cwd;
  return [
    notKeptLine(
      run,
      notKept.map(path => relative(context.cwd, join(top, path))),
    ),
  ];
}

/** `finished in 1.2s, 3 artifacts (45 kB), val_acc 0.9722`. */
function keptLine(run: Run): string {
  const { outcome, artifacts, metrics } = run;
  const end =
    outcome.status === 'failed'
      ? `failed with ${outcome.exitCode}`
      : outcome.status === 'killed'
        ? `killed by ${outcome.signal}`
        : outcome.status;
  const files =
    artifacts.count === 0
      ? []
      : [`${formatCount(artifacts.count, 'artifact')} (${formatBytes(artifacts.bytes)})`];
  const values = Object.entries(metrics)
    .slice(0, 3)
    .map(([key, { last }]) => `${sanitise(key)} ${formatNumber(last)}`);
  return [`${end} in ${formatDuration(duration(run))}`, ...files, ...values].join(', ');
}

/** One line, however many there are: `git run show` has them all. */
function secretLines({ id, problems }: Run): string[] {
  const places = problems
    .filter(({ code }) => code === 'secret')
    .map(({ message }) => sanitise(message).replace(/^looks like a secret: /, ''));
  if (places.length === 0) return [];
  const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
  const what = `looks like a secret: ${places.slice(0, 3).join(', ')}${more}`;
  const purge = `git run purge ${shortId(id)} --secrets`;
  return [`git-run: ${what}; this run will not be pushed until you allow it, or: ${purge}`];
}

const WHY: Readonly<Record<string, string>> = {
  'too-large': 'over the size limit, recorded by digest',
  credential: 'credentials by their names, not recorded',
  unreadable: 'not readable',
  vanished: 'gone before they could be read',
  'nested-repository': 'repositories of their own, over the limit',
  submodule: 'submodules with changes, over the limit',
  'special-file': 'no regular files',
  purged: 'removed for good',
  filtered: 'content that a filter such as LFS keeps elsewhere, over the size limit',
};

function omittedLines({ source }: Run): string[] {
  const reasons = [...new Set(source.omitted.map(({ reason }) => reason))];
  const lines = reasons.map(reason => {
    const paths = source.omitted
      .filter(omission => omission.reason === reason)
      .map(({ path }) => sanitise(path));
    return `git-run: not in the source, ${WHY[reason]}: ${some(paths)}`;
  });
  return source.stable
    ? lines
    : [...lines, 'git-run: files changed while the source was read; it may be a mixture'];
}

/** By its id: with other runs beside it, the newest may be another one. */
function notKeptLine({ id }: Run, paths: readonly string[]): string {
  const words = paths.slice(0, 3).map(path => quoteWord(path.startsWith('-') ? `./${path}` : path));
  const more = paths.length > 3 ? ' …' : '';
  return `git-run: ${formatCount(paths.length, 'new file')} not kept: git run artifact add ${shortId(id)} ${words.join(' ')}${more}`;
}

function goneLine(paths: readonly string[]): string {
  const files = some(paths.map(path => sanitise(path)));
  return `git-run: ${formatCount(paths.length, 'new file')} gone with its worktree; -o keeps such files: ${files}`;
}

function some(paths: readonly string[]): string {
  return paths.length <= 5
    ? paths.join(', ')
    : `${paths.slice(0, 5).join(', ')} and ${paths.length - 5} more`;
}

/** The job has ended as it would have; what to do about its record. */
async function troubleLines({ error, journal }: Trouble): Promise<string[]> {
  const { describeError } = await import('./errors.ts');
  const why = `git-run: the run could not be recorded: ${sanitise(error.message)}`;
  if (journal === undefined) return [why, 'git-run: no journal could be kept either; nothing was kept'];
  const hints = error instanceof GitRunError ? describeError(error).lines.slice(1) : [];
  return [
    why,
    ...hints,
    `git-run: what it left is kept in ${sanitise(journal)}; when it can be written there again: git run recover`,
  ];
}

/** The code of two runs: what Git tells of their source commits, where the commits can be had. */
import { changedPaths } from '../../git/changed-paths.ts';
import type { Repository } from '../../git/repository.ts';
import type { DiffWish } from '../../git/tree-diff.ts';
import { GitRunError } from '../../run/errors.ts';
import { GitCommandError, NotARepositoryError } from '../../run/repository-errors.ts';
import type { CodeView } from '../../view/diff/code.ts';
import { formatBytes } from '../../view/format.ts';
import type { Context } from '../context.ts';
import { gatherText, MOST_SHOWN } from './gather.ts';

/** Two source commits. */
export interface Commits {
  readonly a: string;
  readonly b: string;
}

export interface CodeWish extends DiffWish {
  readonly paths: readonly string[];
  /** Whether Git's own words are shown, or a list of files. */
  readonly isVerbatim: boolean;
}

/** The repository, where it has both commits and a git program; otherwise why it is not the one to ask. */
export async function diffsOf(context: Context, { a, b }: Commits): Promise<Repository | string> {
  const repository = await repositoryOf(context);
  const heads = (await repository?.objects.heads([a, b])) ?? [undefined];
  const missing = [a, b].filter((_, at) => heads[at] === undefined);
  if (repository === undefined || missing.length > 0)
    return `the source of ${missing.map(commit => commit.slice(0, 10)).join(' and ')} is not in this repository`;
  return repository.diffs === undefined ? 'that needs the git program' : repository;
}

/** Reads what differs. What cannot be had is said, and the rest of the comparison stands. */
export async function readCode(context: Context, commits: Commits, wish: CodeWish): Promise<CodeView> {
  const found = await diffsOf(context, commits);
  try {
    if (typeof found !== 'string') return await fromGit(found, commits, wish);
    return await fromTrees(context, commits, wish, found);
  } catch (error) {
    if (!(error instanceof GitRunError)) throw error;
    const [said] = error instanceof GitCommandError ? error.data.stderr.trim().split('\n') : [error.message];
    return { trouble: [`the code cannot be compared: ${said}`] };
  }
}

async function fromGit({ diffs }: Repository, { a, b }: Commits, wish: CodeWish): Promise<CodeView> {
  if (diffs === undefined) return {};
  if (wish.isVerbatim) {
    const { text, cut } = await gatherText(diffs.print(a, b, wish));
    return { printed: text, ...(cut ? { trouble: [tooLong(a, b)] } : {}) };
  }
  const files = await diffs.list(a, b, wish.paths);
  if (!wish.forms.includes('patch')) return { files };
  const { text, cut } = await gatherText(diffs.print(a, b, { ...wish, forms: ['patch'], colour: false }));
  return { files, patch: text, ...(cut ? { trouble: [tooLong(a, b)] } : {}) };
}

function tooLong(a: string, b: string): string {
  return `only the first ${formatBytes(MOST_SHOWN)} of the patch; all of it: git diff ${a.slice(0, 10)} ${b.slice(0, 10)}`;
}

/** Where nobody tells lines, the names of files have to do. */
async function fromTrees(
  context: Context,
  { a, b }: Commits,
  wish: CodeWish,
  why: string,
): Promise<CodeView> {
  const local = await repositoryOf(context);
  const prefix = local?.place.prefix ?? '';
  const paths = wish.paths.map(path => `${prefix}${path}`);
  const { objects } = await context.source();
  const files = await changedPaths(objects, a, b, paths).catch(error => {
    // A remote has one of them maybe, and the repository the other.
    if (error instanceof GitRunError) return undefined;
    throw error;
  });
  if (files === undefined) return { trouble: [`no files are compared: ${why}`] };
  return { files, ...(wish.forms.includes('patch') ? { trouble: [`no patch: ${why}`] } : {}) };
}

/** Of runs that are read from a remote there may be no repository around us. */
async function repositoryOf(context: Context): Promise<Repository | undefined> {
  if (context.remote === undefined) return context.repository();
  return context.repository().catch(error => {
    if (error instanceof NotARepositoryError) return undefined;
    throw error;
  });
}

/** The user's work tree. Its index, HEAD and reflog are written by `detach` alone, its files and its stash never. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToBytes } from '../../run/path.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { DurableNames } from '../durable-names.ts';
import type { GitConfig, Place, Status, WorkTree } from '../repository.ts';
import type { Marks } from '../work-tree-files.ts';
import { allIgnored } from './all-ignored.ts';
import { readIndexMarks } from './index-marks.ts';
import { convertibleFiles, MARKS_ARGS, parseMarks } from './marks.ts';
import { hashFiles } from './objects.ts';
import type { GitProgram } from './program.ts';
import {
  PRESENT_ARGS,
  parseIgnored,
  parsePaths,
  parsePresent,
  parseStatus,
  parseUntracked,
  statusArgs,
} from './status.ts';

/** As many paths as fit an argument list on every system. */
const ARGUMENTS = 200;

/** An index of so many bytes has some ten thousand files. */
const LARGE_INDEX = 1 << 20;

export interface WorkTreeFacts {
  /** The file of that name. */
  readonly index: string;
  readonly config: GitConfig;
  readonly objectFormat: Place['objectFormat'];
  /** Whether a rule other than a tracked `.gitattributes` may have files converted. */
  mayConvert(): boolean;
  readonly names?: DurableNames;
}

/** `git` must be bound to the top of the work tree: paths are relative to it. */
export function nativeWorkTree(git: GitProgram, facts: WorkTreeFacts): WorkTree {
  const { index, config } = facts;
  let told: readonly string[] | undefined;
  return {
    status: ({ ownOnly = false } = {}) =>
      readStatus(git, {
        ownOnly,
        required: requiredFilters(config),
        onIgnored: paths => {
          told = paths;
        },
        atOnce: (statSync(index, { throwIfNoEntry: false })?.size ?? 0) > LARGE_INDEX,
      }),
    present: async () => parsePresent(await git(PRESENT_ARGS)),
    marks: () => readMarks(git, facts),
    convertible: ({ changed = false } = {}) => convertibleFiles(git, config, changed),
    async storeFiltered(paths) {
      const ids = await hashFiles(git, [], paths);
      facts.names?.wroteObjects(ids);
      return ids;
    },
    allIgnored: async stop => told ?? allIgnored(git, stop),
    ignored: async paths => new Set(await ignored(git, paths)),
    async matching(ignoreFile) {
      if (!existsSync(join(git.cwd, ignoreFile))) return [];
      const args = ['ls-files', '-z', '--others', '--ignored', `--exclude-from=${ignoreFile}`];
      return parsePaths(await git(args));
    },
    async tracked(paths) {
      const found = new Set<string>();
      for (let at = 0; at < paths.length; at += ARGUMENTS) {
        const output = await git([
          '--literal-pathspecs',
          'ls-files',
          '-z',
          '--',
          ...paths.slice(at, at + ARGUMENTS),
        ]);
        for (const path of parsePaths(output)) found.add(path);
      }
      return found;
    },
    publishedAncestor: remote => publishedAncestor(git, remote),
    async isPublished(commit = 'HEAD') {
      const args = ['rev-list', '--count', '--max-count=1', commit, '--not', '--remotes'];
      // Before the first commit Git knows no HEAD.
      return (await git(args, { ok: [0, 128] })).toString() === '0\n';
    },
    detach: (commit, from) => detach(git, commit, from),
  };
}

/** Git looks for what has changed and then for what is new; in a large work tree each takes its time, at once. */
export async function readStatus(git: GitProgram, how: StatusWish): Promise<Status> {
  try {
    return await statusOnce(git, statusArgs(how.ownOnly), how);
  } catch (error) {
    if (!(error instanceof GitCommandError) || how.required.length === 0) throw error;
    // A file behind a filter that is required and fails ends it: without filters such a file has changed.
    const none = how.required.flatMap(name =>
      ['required=false', 'clean=', 'process='].flatMap(to => ['-c', `${name}.${to}`]),
    );
    return statusOnce(git, [...none, ...statusArgs(how.ownOnly)], how);
  }
}

export interface StatusWish {
  readonly atOnce: boolean;
  readonly ownOnly: boolean;
  /** Told what Git ignores, where that costs nothing. */
  readonly onIgnored?: (paths: readonly string[]) => void;
  /** Filters that must not fail, as their section of the configuration. */
  readonly required: readonly string[];
}

/** A name with `=` in it cannot be set by an option. */
function requiredFilters(config: GitConfig): string[] {
  const names = config.keys('filter.').filter(key => key.endsWith('.required') && !key.includes('='));
  return names.map(key => key.slice(0, -'.required'.length));
}

async function statusOnce(
  git: GitProgram,
  args: readonly string[],
  { atOnce, onIgnored }: StatusWish,
): Promise<Status> {
  if (!atOnce) {
    const output = await git(onIgnored === undefined ? args : [...args, '--ignored=matching']);
    onIgnored?.(parseIgnored(output));
    return parseStatus(output);
  }
  const [changed, untracked] = await Promise.all([
    git([...args, '--untracked-files=no']),
    git(['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  const status = parseStatus(changed);
  return { ...status, entries: [...status.entries, ...parseUntracked(untracked)] };
}

async function readMarks(git: GitProgram, facts: WorkTreeFacts): Promise<Marks> {
  const isSparse = /^(?:true|yes|on|1)$/i.test(facts.config.get('core.sparsecheckout') ?? '');
  const idLength = facts.objectFormat === 'sha256' ? 32 : 20;
  const bytes = await readFile(facts.index).catch(() => undefined);
  const marks =
    (bytes && readIndexMarks(bytes, { idLength, isSparse })) ?? parseMarks(await git(MARKS_ARGS), isSparse);
  return { ...marks, converts: marks.converts || facts.mayConvert() };
}

/**
 * Git refuses a whole list for one path beyond a symbolic link, in a submodule or outside: it is halved until that
 * one is alone, and is not ignored.
 */
async function ignored(git: GitProgram, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const input = Buffer.concat(paths.flatMap(path => [pathToBytes(path), Buffer.from([0])]));
  try {
    return parsePaths(await git(['check-ignore', '-z', '--stdin'], { input, ok: [0, 1] }));
  } catch (error) {
    if (!(error instanceof GitCommandError) || error.data.exitCode !== 128) throw error;
    if (paths.length === 1) return [];
    const middle = Math.ceil(paths.length / 2);
    return [...(await ignored(git, paths.slice(0, middle))), ...(await ignored(git, paths.slice(middle)))];
  }
}

async function publishedAncestor(git: GitProgram, remote: string | undefined): Promise<string | undefined> {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], { ok: [0, 1] });
  if (head.length === 0 || remote === undefined) return head.toString().trim() || undefined;
  const args = ['rev-list', '--first-parent', '--parents', 'HEAD', '--not', `--remotes=${remote}`];
  const unpublished = (await git(args)).toString().trim().split('\n');
  const oldest = unpublished[unpublished.length - 1];
  // Each line is a commit and its parents: where the walk stops, the first parent is the remote's.
  return oldest === '' ? head.toString().trim() : oldest?.split(' ')[1];
}

/** What the index knows of files that stay the same is kept: `git status` need not read them all again. */
async function detach(git: GitProgram, commit: string, from: string | undefined): Promise<void> {
  const readTree = (tree: string) => git(['read-tree', '--no-sparse-checkout', '-m', '-i', tree]);
  await readTree(commit);
  try {
    const none = '0'.repeat(commit.length);
    await git(['update-ref', '--no-deref', '-m', 'git run checkout', 'HEAD', commit, from ?? none]);
  } catch (error) {
    // Wherever HEAD is now: who moved it moved the index along.
    await (from === undefined ? git(['read-tree', '--empty']) : readTree('HEAD'));
    throw error;
  }
}

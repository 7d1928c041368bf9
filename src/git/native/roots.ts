/**
 * Everything in a repository that holds objects, as far as `rev-list` has no option for it: refs, the HEADs and own refs
 * of all worktrees, and what operations in progress have written down in files.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../repository.ts';
import { allLines } from './git-lines.ts';
import type { GitProgram } from './program.ts';
import { parseRefs } from './refs.ts';

/** Reflogs and indexes of all worktrees: these `rev-list` finds by itself. */
export const OTHER_ROOTS = ['--reflog', '--indexed-objects'];

/** Ids of objects that must stay, without what the refs named by `without` hold. */
export async function findRoots(
  git: GitProgram,
  { commonDir }: Place,
  without: ReadonlySet<string>,
): Promise<Set<string>> {
  const refs = parseRefs((await git(['for-each-ref', '--format=%(objectname) %(refname)'])).toString());
  const linked = (await readdir(join(commonDir, 'worktrees')).catch(() => [])).map(name =>
    join(commonDir, 'worktrees', name),
  );
  const own = await Promise.all(linked.map(directory => ownRefs(git, directory)));
  const written = await Promise.all([commonDir, ...linked].map(writtenIds));
  const heads = await allLines(git, ['worktree', 'list', '--porcelain']);
  return new Set([
    ...refs.filter(({ name }) => !without.has(name)).map(({ oid }) => oid),
    ...heads.flatMap(line => /^HEAD ([0-9a-f]*[1-9a-f][0-9a-f]*)$/.exec(line)?.[1] ?? []),
    ...own.flat(),
    ...(await known(git, new Set(written.flat()))),
  ]);
}

/** Refs that a linked worktree has for itself: of a bisection, a rebase. A worktree that is broken has none. */
async function ownRefs(git: GitProgram, directory: string): Promise<string[]> {
  const args = [`--git-dir=${directory}`, 'for-each-ref', '--format=%(objectname) %(refname)'];
  const output = await git([...args, 'refs/bisect', 'refs/worktree', 'refs/rewritten'], { ok: [0, 128] });
  return parseRefs(output.toString()).map(({ oid }) => oid);
}

/** Pseudo-refs of a Git directory (MERGE_HEAD, ORIG_HEAD, FETCH_HEAD …), and the notes of a rebase or sequence of picks. */
async function writtenIds(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  const heads = names.filter(name => /^[A-Z_]+$/.test(name)).map(name => join(directory, name));
  const notes = await Promise.all(
    ['rebase-merge', 'rebase-apply', 'sequencer'].map(async name => {
      const below = await readdir(join(directory, name), { recursive: true }).catch(() => []);
      return below.map(file => join(directory, name, file));
    }),
  );
  const ids = await Promise.all([...heads, ...notes.flat()].map(idsIn));
  return ids.flat();
}

/** Larger files are patches, and hold no ids that matter. */
const LIMIT = 8 << 20;

/** Whatever looks like an id, shortened ones too. */
async function idsIn(file: string): Promise<string[]> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > LIMIT) return [];
  const text = await readFile(file, 'latin1').catch(() => '');
  return text.match(/\b[0-9a-f]{7,64}\b/g) ?? [];
}

/** Whole ids of those that are objects. */
async function known(git: GitProgram, ids: ReadonlySet<string>): Promise<string[]> {
  if (ids.size === 0) return [];
  const answers = await allLines(git, ['cat-file', '--batch-check'], `${[...ids].join('\n')}\n`);
  return answers.flatMap(line => /^([0-9a-f]+) (?:blob|tree|commit|tag) \d+$/.exec(line)?.[1] ?? []);
}

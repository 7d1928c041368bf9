/** Objects through the git program. One `cat-file --batch` is kept open: 0.1 ms an object instead of 3. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { ended, gather } from '../../process/collect.ts';
import { pathFromBytes } from '../../run/path.ts';
import { GitCommandError, RefConflictError } from '../../run/repository-errors.ts';
import type { DurableNames } from '../durable-names.ts';
import { limitListing, MOST_LISTED } from '../limits.ts';
import type { CommitIds, NewCommit, Objects, Place, TreeEntry } from '../repository.ts';
import { type Batch, openBatch } from './batch.ts';
import { importStream, parseAnswers } from './import-stream.ts';
import type { GitProgram } from './program.ts';
import { quotePath } from './quote-path.ts';
import { lockIn, nativeRefs } from './refs.ts';

/** Large files go through a streaming path of Git's that needs 4 MB of memory for a GiB. */
const STREAMED = ['-c', 'core.bigFileThreshold=16m'];

export function nativeObjects(
  git: GitProgram,
  place: Place,
  names?: DurableNames,
): Objects & Pick<Batch, 'close' | 'end'> {
  const batch = openBatch(git);
  return {
    read: (names, most) => batch.read(names, most),
    heads: batch.heads,
    stream: oid => streamBlob(git, oid),
    files: (treeish, under, most = MOST_LISTED) => listFiles(git, { treeish, under, most }),
    async store(paths) {
      const ids = await hashFiles(git, ['--no-filters'], paths);
      names?.wroteObjects(ids);
      return ids;
    },
    async commit(commits) {
      const ids = await importCommits(git, place, commits);
      names?.wroteObjects();
      // A commit alone is no pack.
      names?.wroteObjects(ids.map(({ commit }) => commit));
      for (const { ref } of commits) names?.movedRef(ref);
      return ids;
    },
    close: batch.close,
    end: batch.end,
  };
}

async function* streamBlob(git: GitProgram, oid: string): AsyncIterable<Buffer> {
  yield* streamed(git, [...STREAMED, 'cat-file', 'blob', oid]);
}

/** What git prints, as it comes. A reader may leave before the end. */
export async function* streamed(git: GitProgram, args: readonly string[]): AsyncIterable<Buffer> {
  const child = git.open(args);
  const end = Promise.all([ended(child), gather(child.stderr)]);
  // Who has left does not ask how it went.
  end.catch(() => {});
  child.stdin?.end();
  yield* child.stdout as Readable;
  const [{ code, signal }, stderr] = await end;
  // Trees that are nested a hundred thousand deep take it down.
  const why = signal === null ? stderr.toString() : `it was ended by ${signal}`;
  if (code !== 0) throw new GitCommandError(args, code, why);
}

interface Listing {
  readonly treeish: string;
  readonly under: string | undefined;
  readonly most: number;
}

async function listFiles(git: GitProgram, { treeish, under, most }: Listing): Promise<TreeEntry[]> {
  const below = under === undefined ? [] : ['--', under];
  const output = streamed(git, ['ls-tree', '-r', '-l', '-z', '--full-tree', treeish, ...below]);
  const entries: TreeEntry[] = [];
  let bytes = 0;
  let rest = Buffer.alloc(0);
  for await (const piece of output) {
    bytes += piece.length;
    const held = Buffer.concat([rest, piece]);
    let at = 0;
    for (let end = held.indexOf(0); end >= 0; end = held.indexOf(0, at)) {
      entries.push(parseEntry(held.subarray(at, end)));
      at = end + 1;
    }
    rest = held.subarray(at);
    limitListing(treeish, most, { files: entries.length, bytes });
  }
  return entries;
}

function parseEntry(line: Buffer): TreeEntry {
  const tab = line.indexOf(9);
  const [mode = '', type, oid = '', size = ''] = line.toString('latin1', 0, tab).split(/ +/);
  return {
    path: pathFromBytes(line.subarray(tab + 1)),
    mode,
    type: type === 'commit' ? 'commit' : 'blob',
    oid,
    size: Number(size) || 0,
  };
}

/**
 * `hash-object -w` of files, in order; undefined for one that fails. A file that is cut while Git reads it kills Git
 * (SIGBUS), and nobody knows which it was: the list is halved until that one is alone.
 */
export async function hashFiles(
  git: GitProgram,
  how: readonly string[],
  paths: readonly string[],
): Promise<(string | undefined)[]> {
  try {
    return await hashList(git, how, paths);
  } catch (error) {
    if (!(error instanceof GitCommandError) || error.data.exitCode !== null) throw error;
    // It may be whole again by now.
    if (paths.length === 1) return hashList(git, how, paths).catch(() => [undefined]);
    const middle = Math.ceil(paths.length / 2);
    const first = await hashFiles(git, how, paths.slice(0, middle));
    return [...first, ...(await hashFiles(git, how, paths.slice(middle)))];
  }
}

async function hashList(
  git: GitProgram,
  how: readonly string[],
  paths: readonly string[],
): Promise<(string | undefined)[]> {
  const args = [...STREAMED, 'hash-object', '-w', ...how, '--stdin-paths'];
  const ids: (string | undefined)[] = [];
  while (ids.length < paths.length) {
    const input = Buffer.concat(
      paths.slice(ids.length).flatMap(path => [quotePath(path), Buffer.from('\n')]),
    );
    const output = (await git(args, { input, ok: [0, 128] })).toString();
    for (const id of output.split('\n').slice(0, -1)) ids.push(id);
    // Git stops at the first file it cannot store: what is behind that one is asked for again.
    if (ids.length < paths.length) ids.push(undefined);
  }
  return ids;
}

/** One stream, kept as one pack: two syncs instead of one an object. */
async function importCommits(
  git: GitProgram,
  place: Place,
  commits: readonly NewCommit[],
): Promise<CommitIds[]> {
  for (let turn = 1, stream = importStream(commits); ; turn++) {
    try {
      return await importOnce(git, place, commits, stream);
    } catch (error) {
      const said = error instanceof GitCommandError ? error.data.stderr : '';
      if (turn === TURNS || !(NAME_TAKEN.test(said) || TAKEN_AWAY.test(said))) throw error;
      stream = NAME_TAKEN.test(said) ? salted(importStream(commits)) : importStream(commits);
    }
  }
}

/** So often a commit is made before what others do to its pack is the end of it. */
const TURNS = 5;

/** `git gc --prune=now` beside us removes packs that are not finished yet. */
const TAKEN_AWAY = /cannot store (?:pack|index) file|unable to (?:write|create|open|stat).*No such file/;

/**
 * Git names a pack by its content and holds it by that name while it moves the refs: another process that makes
 * the very same commits is in the way, and so is what one that was killed left there.
 */
const NAME_TAKEN = /cannot create keep file: File exists/;

/** The same commits in a pack of another name: one more blob, which nothing refers to. */
function* salted(stream: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  const salt = randomUUID();
  let isFirst = true;
  for (const chunk of stream) {
    yield chunk;
    if (isFirst) yield `blob\ndata ${salt.length}\n${salt}\n`;
    isFirst = false;
  }
}

async function importOnce(
  git: GitProgram,
  place: Place,
  commits: readonly NewCommit[],
  stream: Iterable<string | Uint8Array>,
): Promise<CommitIds[]> {
  const args = ['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet', '--date-format=raw'];
  const child = git.open(args);
  const [stdout, stderr, { code }] = await Promise.all([
    gather(child.stdout),
    gather(child.stderr),
    ended(child),
    pour(stream, child.stdin as Writable),
  ]);
  if (code === 0) return parseAnswers(stdout.toString());
  // Git leaves a report with recent commands, and so with paths, beside the user's refs.
  await rm(join(place.gitDir, `fast_import_crash_${child.pid}`), { force: true });
  const made = parseAnswers(stdout.toString());
  if (await areMoved(git, commits, made)) return made;
  const locked = lockIn(stderr.toString());
  if (locked !== undefined) throw locked;
  const refused = /(?:Not updating |cannot lock ref ')([^\s']+)/.exec(stderr.toString())?.[1];
  if (refused !== undefined) throw new RefConflictError(refused);
  throw new GitCommandError(['fast-import'], code, stderr.toString());
}

/** Refs are the last to move: an import that was ended later, while it tidied up, has done what it was asked. */
async function areMoved(
  git: GitProgram,
  commits: readonly NewCommit[],
  made: readonly CommitIds[],
): Promise<boolean> {
  if (made.length < commits.length) return false;
  const refs = await nativeRefs(git).list(commits.map(({ ref }) => ref));
  return commits.every(({ ref }, index) =>
    refs.some(({ name, oid }) => name === ref && oid === made[index]?.commit),
  );
}

async function pour(chunks: Iterable<string | Uint8Array>, to: Writable): Promise<void> {
  // A child that ends early tells why on its standard error.
  to.on('error', () => {});
  for (const chunk of chunks) {
    if (to.destroyed) return;
    if (!to.write(chunk)) {
      await new Promise<void>(resolve => {
        const go = () => {
          to.off('drain', go).off('close', go);
          resolve();
        };
        to.on('drain', go).on('close', go);
      });
    }
  }
  to.end();
}

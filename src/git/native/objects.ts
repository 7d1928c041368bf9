/** Objects through the git program. One `cat-file --batch` is kept open: 0.1 ms an object instead of 3. */
import type { Readable } from 'node:stream';
import { ended, gather } from '../../process/collect.ts';
import { CorruptRecordError } from '../../run/errors.ts';
import { pathFromBytes } from '../../run/path.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { DurableNames } from '../durable-names.ts';
import { limitListing, MOST_LISTED } from '../limits.ts';
import type { CommitIds, NewCommit, Objects, Place, TreeEntry } from '../repository.ts';
import { type Batch, openBatch } from './batch.ts';
import { importCommits } from './import-commits.ts';
import { importSigned } from './import-signed.ts';
import { presentCommits } from './present.ts';
import type { GitProgram } from './program.ts';
import { quotePath } from './quote-path.ts';

/** Large files go through a streaming path of Git's that needs 4 MB of memory for a GiB. */
const STREAMED = ['-c', 'core.bigFileThreshold=16m'];

export function nativeObjects(
  git: GitProgram,
  place: Place,
  names?: DurableNames,
  { isPartial = false }: { readonly isPartial?: boolean } = {},
): Objects & Pick<Batch, 'close' | 'end'> {
  const batch = openBatch(git);
  return {
    read: (names, most) => batch.read(names, most),
    heads: batch.heads,
    async here(ids) {
      if (isPartial) return presentCommits(git, ids);
      const heads = await batch.heads(ids);
      return ids.filter((_, at) => heads[at] !== undefined);
    },
    stream: oid => streamBlob(git, oid),
    files: (treeish, under, most = MOST_LISTED) => listFiles(git, { treeish, under, most }),
    async store(paths) {
      const ids = await hashFiles(git, ['--no-filters'], paths);
      names?.wroteObjects(ids);
      return ids;
    },
    async commit(commits) {
      const ids = await makeCommits(git, place, commits, oid => treeOf(batch, oid));
      names?.wroteObjects();
      // A commit alone is no pack.
      names?.wroteObjects(ids.map(({ commit }) => commit));
      for (const { ref } of commits) names?.movedRef(ref);
      return [...ids];
    },
    close: batch.close,
    end: batch.end,
  };
}

/** Those that are signed are made one by one: each waits for who signs. */
async function makeCommits(
  git: GitProgram,
  place: Place,
  commits: readonly NewCommit[],
  findTree: (commit: string) => Promise<string>,
): Promise<readonly CommitIds[]> {
  if (commits.every(({ sign }) => sign === undefined)) return importCommits(git, place, commits);
  const ids: CommitIds[] = [];
  for (const commit of commits) {
    const { sign, parent, base = parent === undefined ? 'empty' : await findTree(parent) } = commit;
    if (sign === undefined) ids.push(...(await importCommits(git, place, [commit])));
    else ids.push(await importSigned(git, place, { ...commit, sign, base }));
  }
  return ids;
}

async function treeOf(batch: Batch, commit: string): Promise<string> {
  const [tree] = await batch.read([`${commit}^{tree}`]);
  if (tree === undefined) throw new CorruptRecordError(`commit ${commit}`, 'it is missing');
  return tree.oid;
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

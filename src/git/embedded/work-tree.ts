/** The user's work tree without the git program. Its index, HEAD and reflog are written by `detach` alone. */

import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineLimitError, LockedError, RefConflictError } from '../../run/repository-errors.ts';
import { disguiseOf, mayConvert } from '../conversion.ts';
import type { WorkTree } from '../repository.ts';
import type { ConvertibleFile, Gitlink, Marks, PresentFile } from '../work-tree-files.ts';
import { newestShared } from './ancestry.ts';
import { below, fromByteString, toByteString } from './byte-string.ts';
import { parseCommit } from './commit.ts';
import { isTrue } from './config.ts';
import { conversionOf, converted } from './convert.ts';
import { readIgnore } from './ignore.ts';
import { formatIndex, type IndexEntry, readIndex, unseenEntry } from './index-file.ts';
import { type LockFile, takeLock } from './lock-file.ts';
import type { ObjectStore } from './object-store.ts';
import type { Reflog } from './reflog.ts';
import { readStatus, type StatusPlace } from './status.ts';
import { flatten, GITLINK } from './tree.ts';
import { ignoredFiles, untrackedFiles } from './untracked.ts';
import { indexFile, lookAt, type View } from './view.ts';

export interface WorkTreePlace extends StatusPlace {
  readonly reflog: Reflog;
}

export function embeddedWorkTree(at: WorkTreePlace): WorkTree {
  const top = at.place.workTree;
  return {
    status: ({ ownOnly = false } = {}) => readStatus({ ...at, ownOnly }),
    present: async () => [...present(lookAt(at))],
    marks: async () => marksOf(at),
    convertible: async ({ changed = false } = {}) => [...convertible(at, changed)],
    async storeFiltered(paths) {
      const view = lookAt(at);
      const ids: (string | undefined)[] = [];
      for (const path of paths) ids.push(await storeFiltered(at, view, toByteString(path)));
      return ids;
    },
    async matching(ignoreFile) {
      if (!existsSync(join(top, ignoreFile))) return [];
      const files = [join(top, ignoreFile)];
      const rules = readIgnore({ top, files, perDirectory: false, ignoreCase: false });
      return [...untrackedFiles(lookAt(at))]
        .filter(({ path, isRepository }) => !isRepository && rules.ignores(path, false))
        .map(({ path }) => fromByteString(path));
    },
    allIgnored: stop => allIgnored(lookAt(at), stop),
    ignored: async paths => new Set(paths.length === 0 ? [] : ignored(lookAt(at), paths)),
    tracked: async paths => new Set(paths.length === 0 ? [] : tracked(lookAt(at), paths)),
    async publishedAncestor(remote) {
      const head = at.refs.resolve('HEAD');
      if (head === undefined || remote === undefined) return head;
      const theirs = at.refs.names(`refs/remotes/${remote}/`).map(name => at.refs.resolve(name));
      return newestShared(at.store, head, [...new Set(theirs.filter(oid => oid !== undefined))]);
    },
    isPublished: commit => isPublished(at, commit),
    detach: (commit, from) => detach(at, commit, from),
  };
}

/** As of WorkTree; no work tree is needed for it. */
export async function isPublished(
  { refs, store }: Pick<WorkTreePlace, 'refs' | 'store'>,
  commit: string | undefined = refs.resolve('HEAD'),
): Promise<boolean> {
  const theirs = refs.names('refs/remotes/').map(name => refs.resolve(name));
  const known = [...new Set(theirs.filter(oid => oid !== undefined))];
  return commit !== undefined && (await newestShared(store, commit, known)) === commit;
}

function marksOf(at: WorkTreePlace): Marks {
  const { entries } = readIndex(indexFile(at.place, at.env));
  const isSparse = isTrue(at.config.get('core.sparsecheckout'));
  const hidden = entries.filter(entry => (entry.skipWorkTree ? !isSparse : entry.assumeValid));
  return {
    hidden: hidden.map(({ path }) => fromByteString(path)),
    converts:
      entries.some(({ path }) => path.endsWith('.gitattributes')) || mayConvert(at.place, at.config, at.env),
    gitlinks: gitlinksOf(entries),
    sparse: isSparse ? entries.filter(({ skipWorkTree }) => skipWorkTree).length : 0,
  };
}

/** Of one that is unmerged the commit is ours, stage 2, if there is one. */
function gitlinksOf(entries: readonly IndexEntry[]): Gitlink[] {
  const found = new Map<string, Gitlink>();
  for (const { path, mode, oid, stage } of entries) {
    if (mode !== GITLINK || (found.has(path) && stage !== 2)) continue;
    found.set(path, { path: fromByteString(path), oid, unmerged: stage > 0 });
  }
  return [...found.values()];
}

function* present(view: View): Generator<PresentFile> {
  let last: string | undefined;
  for (const { path, mode, oid } of view.index.entries) {
    // Of several stages the first one will do.
    if (path !== last)
      yield { path: fromByteString(path), kind: mode === GITLINK ? 'submodule' : 'tracked', mode, oid };
    last = path;
  }
  for (const { path, isRepository } of untrackedFiles(view, view.ignore)) {
    yield { path: fromByteString(path), kind: isRepository ? 'nested-repository' : 'untracked' };
  }
}

function* convertible(at: WorkTreePlace, changed: boolean): Generator<ConvertibleFile> {
  const view = lookAt(at);
  for (const path of view.tracked) {
    const disguise = disguiseOf(view.attributes(path), at.config);
    // Of the attributes of then nothing is known: every file is looked at.
    if (changed) yield { path: fromByteString(path), sameLength: true };
    else if (disguise !== 'none') yield { path: fromByteString(path), sameLength: disguise === 'any' };
  }
}

async function storeFiltered(at: WorkTreePlace, view: View, path: string): Promise<string | undefined> {
  const conversion = conversionOf(fromByteString(path), view.attributes(path), at.config);
  const file = below(view.top, path);
  if (conversion === 'none') return at.store.putFile(file);
  const isFile = await stat(file).then(
    found => found.isFile(),
    () => false,
  );
  const content = isFile ? await readFile(file).catch(() => undefined) : undefined;
  if (content === undefined) return undefined;
  return at.store.put('blob', await converted(content, conversion, async () => false));
}

/** What is untracked is looked at in pieces, so that others have their turn. */
const PIECE = 1000;

async function allIgnored(view: View, stop: AbortSignal | undefined): Promise<string[] | undefined> {
  const found: string[] = [];
  let left = PIECE;
  for (const path of ignoredFiles(view)) {
    found.push(fromByteString(path));
    if (--left > 0) continue;
    await new Promise(resolve => setImmediate(resolve));
    if (stop?.aborted) return undefined;
    left = PIECE;
  }
  return found;
}

/** Git has no answer for what lies outside, beyond a symbolic link, or in a submodule. */
function* ignored(view: View, paths: readonly string[]): Generator<string> {
  for (const path of paths) {
    const bytes = toByteString(path).replace(/\/+$/, '');
    const parts = bytes.split('/');
    if (bytes === '' || parts.some(part => ['', '.', '..', '.git'].includes(part))) continue;
    const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
    const isBeyond = above.some(part => view.submodules.has(part) || view.lstat(part)?.isSymbolicLink());
    if (isBeyond || view.tracked.has(bytes)) continue;
    if (view.ignore.ignores(bytes, view.lstat(bytes)?.isDirectory() ?? path.endsWith('/'))) yield path;
  }
}

function* tracked(view: View, paths: readonly string[]): Generator<string> {
  for (const path of paths) {
    const bytes = toByteString(path).replace(/\/+$/, '');
    if (view.tracked.has(bytes)) yield fromByteString(bytes);
    if (!view.directories.has(bytes)) continue;
    for (const file of view.tracked) if (file.startsWith(`${bytes}/`)) yield fromByteString(file);
  }
}

async function detach(at: WorkTreePlace, commit: string, from: string | undefined): Promise<void> {
  const file = indexFile(at.place, at.env);
  const locks: LockFile[] = [];
  try {
    for (const path of [file, join(at.place.gitDir, 'HEAD')]) {
      const lock = await takeLock(path);
      if (lock === undefined) throw new LockedError(`${path}.lock`);
      locks.push(lock);
    }
    const [index, head] = locks as [LockFile, LockFile];
    const { entries } = readIndex(file);
    if (entries.some(({ stage }) => stage > 0)) {
      throw new EngineLimitError(
        'the index holds an unfinished merge',
        'finish the merge, or abort it, first',
      );
    }
    index.write(formatIndex(await entriesOf(at.store, commit, entries)));
    if (at.refs.resolve('HEAD') !== from) throw new RefConflictError('HEAD');
    head.write(`${commit}\n`);
    at.reflog({ ref: 'HEAD', from, to: commit, message: 'git run checkout' });
    index.commit();
    head.commit();
  } finally {
    for (const lock of locks) lock.release();
  }
}

/** An index of a commit. What is known of files that stay the same is kept: `git status` need not read them all again. */
export async function entriesOf(
  store: ObjectStore,
  commit: string,
  known: readonly IndexEntry[],
): Promise<IndexEntry[]> {
  const before = new Map(known.map(entry => [entry.path, entry]));
  const entries: IndexEntry[] = [];
  for await (const { path, mode, oid } of flatten(
    store,
    parseCommit(await store.need(commit, 'commit')).tree,
  )) {
    const same = before.get(path);
    entries.push(same?.oid === oid && same.mode === mode ? same : unseenEntry(path, mode, oid));
  }
  // A tree sorts a directory as if its name ended in a slash, as does the path of a file in it.
  return entries.sort((one, other) => (one.path < other.path ? -1 : 1));
}

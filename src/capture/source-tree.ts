/**
 * The exact source that is about to run, as a commit. The user's index, work tree, HEAD, stash and reflog are
 * only read: `git status` tells what differs from HEAD, those files are stored, and one fast-import stream
 * builds the commit on HEAD's tree. (Copying the index, or stashing, misses files: design notes in ARCHITECTURE.md.)
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Change, Identity, Repository, Status, StatusEntry } from '../git/repository.ts';
import type { NestedRepository, Omission, RawFile, Source } from '../run/source.ts';
import { disguisedFiles, findSuspects, type Suspects } from './disguised-files.ts';
import { digest, onDisk } from './file-digest.ts';
import { look } from './file-look.ts';
import { fileMatcher } from './files/glob.ts';
import { findHiddenEdits } from './hidden-edits.ts';
import type { FoundNested } from './nested/nested.ts';
import { planSource } from './source-plan.ts';
import { storeFiles } from './store-files.ts';

export interface SourceRequest {
  readonly repository: Repository;
  readonly settings: Settings;
  /** The ref that keeps the commit: it does not exist yet. */
  readonly ref: string;
  readonly message: string;
  readonly author: Identity;
  /** Seconds since 1970. */
  readonly time: number;
  /** `<git common dir>/git-run`. */
  readonly cache: string;
  /** HEAD is a source commit itself, checked out to be run again: it is the source as it stands. */
  readonly headIsSource?: boolean;
  /** What lies in its worktree besides the files of HEAD as Git gives them. */
  readonly laidOut?: LaidOut;
}

/** What a worktree that was made for a run holds beside its HEAD. */
export interface LaidOut {
  /** Files that were given these bytes instead of those Git would have checked out. */
  readonly raw: readonly RawFile[];
  /** Paths that were linked into it: they are no part of the source. */
  readonly linked: readonly string[];
  /** Submodules that were given the files of their commits, with those inside them. */
  readonly filled?: readonly NestedRepository[];
}

/** Makes the source commit of now and keeps it under a ref. When nothing differs it is HEAD, or HEAD's tree on what is published. */
export async function takeSource(request: SourceRequest): Promise<Source> {
  const { repository, settings } = request;
  const top = repository.place.workTree as string;
  // Git need not be asked for HEAD: `git status` tells it.
  const isHead = request.headIsSource === true || settings.remote === undefined;
  const looked = repository.worktree.status({ ownOnly: true });
  const [status, suspects, isOutput, ancestor] = await Promise.all([
    looked,
    findSuspects(repository, looked),
    outputRule(request),
    isHead ? undefined : repository.worktree.publishedAncestor(settings.remote),
  ]);
  const published = isHead ? status.head : ancestor;
  const [hidden, within] = await Promise.all([
    hiddenEdits(request, status, suspects),
    nestedIn(request, status, suspects),
  ]);
  const seen = [...status.entries, ...hidden]
    .filter(({ path }) => !isLinked(request, path) && !within.known.has(path))
    .map(entry => ({ entry, look: look(top, entry.path) }));
  const rules = { sizeLimit: settings.sizeLimit, isOutput };
  const [plan, inner] = [planSource(seen, rules), planSource(within.seen, rules)];
  const named = new Set(seen.map(({ entry }) => entry.path));
  const all = {
    files: [...plan.files, ...inner.files],
    links: [...plan.links, ...inner.links],
    deleted: plan.deleted,
  };
  const [stored, disguised] = await Promise.all([
    storeFiles(repository, all, [...seen, ...within.seen]),
    disguisedFiles(repository, { suspects, named, sizeLimit: settings.sizeLimit }),
  ]);
  const changes = [...within.changes, ...stored.changes, ...disguised.changes];
  const ids = await keep(request, { status, published, changes });
  const files = [...plan.files, ...plan.links, ...within.moved];
  return {
    ...ids,
    ...(status.head === undefined ? {} : { head: status.head }),
    ...(status.branch === undefined ? {} : { branch: status.branch }),
    modified: files.filter(file => file.inHead).length + disguised.changes.length,
    added: files.filter(file => !file.inHead).length,
    deleted: plan.deleted.length,
    omitted: [
      ...(await digestedAll(top, plan.omitted, inner.omitted)),
      ...within.omitted,
      ...disguised.omitted,
    ],
    raw: withLaidOut(request, [...stored.raw, ...disguised.raw]),
    stable: stored.stable,
    unmerged: plan.unmerged || suspects.gitlinks.some(({ unmerged }) => unmerged),
    ...(hidden.length === 0 ? {} : { hidden: hidden.map(({ path }) => path) }),
    ...(suspects.sparse === 0 ? {} : { sparse: suspects.sparse }),
    ...(within.nested.length === 0 ? {} : { nested: within.nested }),
  };
}

function isLinked({ laidOut }: SourceRequest, path: string): boolean {
  return laidOut?.linked.includes(path) === true;
}

function withLaidOut({ laidOut }: SourceRequest, exact: readonly RawFile[]): RawFile[] {
  const known = new Set(exact.map(({ path }) => path));
  return [...exact, ...(laidOut?.raw ?? []).filter(file => !known.has(file.path))];
}

async function nestedIn(
  { repository, settings, laidOut }: SourceRequest,
  { entries }: Status,
  { gitlinks }: Suspects,
): Promise<FoundNested> {
  const isAny = gitlinks.length > 0 || entries.some(({ kind }) => kind === 'nested-repository');
  if (!isAny) return NONE;
  const { findNested } = await import('./nested/nested.ts');
  const { filled = [] } = laidOut ?? {};
  return findNested({ repository, gitlinks, entries, filled, sizeLimit: settings.sizeLimit });
}

const NONE: FoundNested = { nested: [], seen: [], changes: [], moved: [], omitted: [], known: new Set() };

async function hiddenEdits(
  { repository, settings }: SourceRequest,
  status: Status,
  { hidden, inHead }: Suspects,
): Promise<StatusEntry[]> {
  if (hidden.length === 0) return [];
  const named = new Set(status.entries.map(({ path }) => path));
  const unnamed = hidden.filter(path => !named.has(path));
  return findHiddenEdits(repository, { hidden: unnamed, inHead, sizeLimit: settings.sizeLimit });
}

/** Outputs of this run and of earlier ones, and what the user names in `.gitrunignore`: else the last model is in the next source. */
async function outputRule({
  repository,
  settings,
  cache,
}: SourceRequest): Promise<(path: string) => boolean> {
  const [earlier, ignored, matches] = await Promise.all([
    readFile(join(cache, 'outputs'), 'utf8').catch(() => ''),
    repository.worktree.matching('.gitrunignore'),
    fileMatcher(settings.outputs),
  ]);
  const known = new Set([...earlier.split('\0'), ...ignored]);
  return path => known.has(path) || matches(path);
}

interface Kept {
  readonly status: Status;
  readonly published: string | undefined;
  readonly changes: readonly Change[];
}

/** HEAD itself where it is the source and may be shared; otherwise a commit of HEAD's tree and the changes. */
async function keep(
  request: SourceRequest,
  { status, published, changes }: Kept,
): Promise<{ commit: string; tree: string }> {
  const { repository, ref, author, time, message } = request;
  const { head } = status;
  if (head !== undefined && head === published && changes.length === 0) {
    const [[tree]] = await Promise.all([
      repository.objects.read([`${head}^{tree}`]),
      repository.refs.update([{ name: ref, to: head }]),
    ]);
    return { commit: head, tree: tree?.oid as string };
  }
  const base =
    head === published || head === undefined ? undefined : await repository.objects.read([`${head}^{tree}`]);
  const [ids] = await repository.objects.commit([
    {
      ref,
      ...(published === undefined ? {} : { parent: published }),
      ...(base === undefined ? {} : { base: base[0]?.oid as string }),
      changes,
      author,
      time,
      message,
    },
  ]);
  return ids as { commit: string; tree: string };
}

/** Of repositories within, too many bytes of large files are not read before each run. */
async function digestedAll(
  top: string,
  own: readonly Omission[],
  inner: readonly Omission[],
): Promise<Omission[]> {
  const bytes = inner.reduce((sum, { reason, size = 0 }) => (reason === 'too-large' ? sum + size : sum), 0);
  const isLittle = bytes <= INNER_DIGESTS;
  const found = await Promise.all([...own, ...(isLittle ? inner : [])].map(file => digested(top, file)));
  return isLittle ? found : [...found, ...inner];
}

const INNER_DIGESTS = 256 << 20;

async function digested(top: string, omission: Omission): Promise<Omission> {
  if (omission.reason !== 'too-large') return omission;
  const found = await digest(onDisk(top, omission.path)).catch(() => undefined);
  return found === undefined ? omission : { ...omission, sha256: found.sha256 };
}

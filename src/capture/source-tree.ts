/**
 * The exact source that is about to run, as a commit. The user's index, work tree, HEAD, stash and reflog are
 * only read: `git status` tells what differs from HEAD, those files are stored, and one fast-import stream
 * builds the commit on HEAD's tree. (Copying the index, or stashing, misses files: design notes in ARCHITECTURE.md.)
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Change, Identity, Repository, Status, StatusEntry } from '../git/repository.ts';
import type { Omission, RawFile, Source } from '../run/source.ts';
import { disguisedFiles, findSuspects, type Suspects } from './disguised-files.ts';
import { digest, onDisk } from './file-digest.ts';
import { look } from './file-look.ts';
import { fileMatcher } from './files/glob.ts';
import { findHiddenEdits } from './hidden-edits.ts';
import { planSource, type SeenEntry, type SourcePlan } from './source-plan.ts';

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
}

/** Makes the source commit of now and keeps it under a ref. When nothing differs it is HEAD, or HEAD's tree on what is published. */
export async function takeSource(request: SourceRequest): Promise<Source> {
  const { repository, settings } = request;
  const top = repository.place.workTree as string;
  // Git need not be asked for HEAD: `git status` tells it.
  const isHead = request.headIsSource === true || settings.remote === undefined;
  const looked = repository.worktree.status();
  const [status, suspects, isOutput, ancestor] = await Promise.all([
    looked,
    findSuspects(repository, looked),
    outputRule(request),
    isHead ? undefined : repository.worktree.publishedAncestor(settings.remote),
  ]);
  const published = isHead ? status.head : ancestor;
  const { raw = [], linked = [] } = request.laidOut ?? {};
  const hidden = await hiddenEdits(request, status, suspects);
  const seen = [...status.entries, ...hidden]
    .filter(entry => !linked.includes(entry.path))
    .map(entry => ({ entry, look: look(top, entry.path) }));
  const plan = planSource(seen, { sizeLimit: settings.sizeLimit, isOutput });
  const named = new Set(seen.map(({ entry }) => entry.path));
  const [stored, disguised] = await Promise.all([
    store(repository, top, plan),
    disguisedFiles(repository, { suspects, named, sizeLimit: settings.sizeLimit }),
  ]);
  const ids = await keep(request, { status, plan, published, changes: stored.changes });
  const kept = new Set(stored.changes.map(({ path }) => path));
  const stable = isStable(
    top,
    seen.filter(({ entry }) => kept.has(entry.path)),
  );
  const exact = [...stored.raw, ...disguised.raw];
  const known = new Set(exact.map(({ path }) => path));
  return {
    ...ids,
    ...(status.head === undefined ? {} : { head: status.head }),
    ...(status.branch === undefined ? {} : { branch: status.branch }),
    modified: [...plan.files, ...plan.links].filter(file => file.inHead).length,
    added: [...plan.files, ...plan.links].filter(file => !file.inHead).length,
    deleted: plan.deleted.length,
    omitted: [
      ...(await Promise.all(plan.omitted.map(omission => digested(top, omission)))),
      ...disguised.omitted,
    ],
    raw: [...exact, ...raw.filter(file => !known.has(file.path))],
    stable: stable && stored.stable,
    unmerged: plan.unmerged,
    ...(hidden.length === 0 ? {} : { hidden: hidden.map(({ path }) => path) }),
  };
}

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

interface Stored {
  readonly changes: readonly Change[];
  readonly raw: readonly RawFile[];
  readonly stable: boolean;
}

/**
 * Stores the planned files twice, as Git would and as they are: where these differ, the run keeps the bytes too.
 * A file whose filter fails goes into the tree as it is; one that vanished under way makes the source unstable.
 */
async function store(repository: Repository, top: string, plan: SourcePlan): Promise<Stored> {
  const paths = plan.files.map(file => file.path);
  const [filtered, exact] = await Promise.all([
    repository.worktree.storeFiltered(paths),
    repository.objects.store(paths),
  ]);
  const changes: Change[] = plan.deleted.map(path => ({ path, deleted: true }));
  for (const { path, target } of plan.links) changes.push({ path, mode: '120000', content: target });
  const raw: RawFile[] = [];
  for (const [index, { path, executable }] of plan.files.entries()) {
    const oid = filtered[index] ?? exact[index];
    const bytes = exact[index];
    if (oid === undefined) continue;
    changes.push({ path, mode: executable ? '100755' : '100644', oid });
    if (bytes === undefined || bytes === oid) continue;
    const found = await digest(onDisk(top, path)).catch(() => undefined);
    if (found !== undefined) raw.push({ path, oid: bytes, ...found });
  }
  return { changes, raw, stable: exact.every(oid => oid !== undefined) };
}

interface Kept {
  readonly status: Status;
  readonly plan: SourcePlan;
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

/** Whether every file that was stored still looks as it did before: one edited meanwhile may be a mixture. */
function isStable(top: string, seen: readonly SeenEntry[]): boolean {
  return seen.every(({ entry, look: before }) => {
    const now = look(top, entry.path);
    return now.kind === before.kind && (now.kind !== 'file' || now.stamp === (before as typeof now).stamp);
  });
}

async function digested(top: string, omission: Omission): Promise<Omission> {
  if (omission.reason !== 'too-large') return omission;
  const found = await digest(onDisk(top, omission.path)).catch(() => undefined);
  return found === undefined ? omission : { ...omission, sha256: found.sha256 };
}

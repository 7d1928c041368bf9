/** What is to be removed from a run: read, and nothing changed. */
import type { Repository, TreeEntry } from '../git/repository.ts';
import { ATTEMPTS, pathInAttempt } from '../run/attempt.ts';
import { NothingToPurgeError, OwnHistoryError } from '../run/errors.ts';
import { ARTIFACTS, type ManifestEntry, RESOURCES } from '../run/manifest.ts';
import type { PurgedFile } from '../run/removal.ts';
import { INCOMING, LIVE, RUNS, SNAPSHOTS } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { type FirstCommits, firstCommits } from '../store/first-commits.ts';
import { type LoadedRun, loadDetail, loadRun, runFiles } from '../store/load.ts';
import { entryOfStream } from '../store/save.ts';

export interface PurgeAsked extends RunTip {
  /** Paths as they were typed: of artifacts, parts of the log, files of the source; directories too. */
  readonly paths: readonly string[];
  /** Paths that an earlier purge was asked for: they may be gone already. */
  readonly begun: ReadonlySet<string>;
}

export interface PurgePlan {
  /** Whether it has no ref. */
  readonly isFolded: boolean;
  readonly loaded: LoadedRun;
  readonly first: FirstCommits;
  /** Paths in the run's tree. */
  readonly own: readonly string[];
  /** Paths in its source. */
  readonly source: readonly string[];
  readonly files: readonly PurgedFile[];
  /** Ids of the contents. */
  readonly blobs: readonly string[];
  /** Their SHA-256, in hex, and of pointers what they lead to. */
  readonly digests: ReadonlySet<string>;
}

/** What of a run's tree can go without the run being no run any more. */
const REMOVABLE = ['artifacts/', 'logs/', 'raw/', 'metrics/', RESOURCES, ATTEMPTS];

/** What of a log is left tells nothing without the rest, but how much that was. */
const LOG_INDEX = 'logs/index.ndjson';

/**
 * Finds the files. Throws NothingToPurgeError for a path that is nothing of the run, OwnHistoryError where something else
 * than runs holds the content: removing it from the run would not make it go.
 */
export async function planPurge(repository: Repository, asked: PurgeAsked): Promise<PurgePlan> {
  const loaded = await loadRun(repository.objects, asked.commit);
  const first = await firstCommits(repository.objects, loaded);
  const own = [...(await runFiles(repository, asked.commit)).values()].filter(({ path }) =>
    REMOVABLE.some(part => path.startsWith(part)),
  );
  const found = { own: new Map<string, TreeEntry>(), source: new Map<string, TreeEntry>() };
  for (const typed of asked.paths) {
    const path = typed.replace(/^\.\//, '').replace(/\/+$/, '');
    const ofRun = own.filter(
      file =>
        isNamed(file.path, path) ||
        isNamed(file.path, `artifacts/${path}`) ||
        isNamed(file.path, `raw/${path}`) ||
        isNamed(pathInAttempt(file.path), path),
    );
    const ofSource = path === '' ? [] : await repository.objects.files(loaded.run.source.commit, path);
    for (const file of ofRun) found.own.set(file.path, file);
    for (const file of ofSource) if (file.type === 'blob') found.source.set(file.path, file);
    if (ofRun.length + ofSource.length === 0 && !asked.begun.has(path)) throw nothing(loaded, path, own);
  }
  const index = own.find(({ path }) => path === LOG_INDEX);
  if (index !== undefined && [...found.own.keys()].some(path => path.startsWith('logs/')))
    found.own.set(LOG_INDEX, index);
  const entries = [...found.own.values(), ...found.source.values()];
  const blobs = [...new Set(entries.map(({ oid }) => oid))];
  await refuseOwnHistory(repository, { loaded, first, entries, source: found.source });
  const large = await largeOnes(repository, loaded, found.own);
  return {
    isFolded: asked.page !== undefined,
    loaded,
    first,
    own: [...found.own.keys()],
    source: [...found.source.keys()],
    files: [...filesOf(found.own, 'run', large), ...filesOf(found.source, 'source')],
    blobs,
    digests: new Set([
      ...(await Promise.all(
        blobs.map(async oid => (await entryOfStream(repository.objects.stream(oid))).sha256),
      )),
      ...[...large.values()].map(({ sha256 }) => sha256),
    ]),
  };
}

/** Of the artifacts among files of a run those that are pointers, with what they lead to. */
async function largeOnes(
  { objects }: Repository,
  loaded: LoadedRun,
  own: ReadonlyMap<string, TreeEntry>,
): Promise<ReadonlyMap<string, ManifestEntry>> {
  if (![...own.keys()].some(path => path.startsWith(ARTIFACTS))) return new Map();
  const { manifest } = await loadDetail(objects, loaded);
  return new Map(Object.entries(manifest).filter(([path, { pointer }]) => pointer && own.has(path)));
}

function isNamed(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}

function filesOf(
  entries: ReadonlyMap<string, TreeEntry>,
  where: PurgedFile['in'],
  large: ReadonlyMap<string, ManifestEntry> = new Map(),
): PurgedFile[] {
  return [...entries.values()].map(({ path, size }) => ({
    path,
    in: where,
    size: large.get(path)?.size ?? size,
  }));
}

function nothing({ run }: LoadedRun, path: string, own: readonly TreeEntry[]): NothingToPurgeError {
  const names = own.map(file => file.path.replace(/^(?:artifacts|raw)\//, ''));
  const near = names.filter(name => name.split('/').at(-1) === path.split('/').at(-1));
  return new NothingToPurgeError(run.name, path, near.slice(0, 3));
}

interface ToCheck {
  readonly loaded: LoadedRun;
  readonly first: FirstCommits;
  readonly entries: readonly TreeEntry[];
  readonly source: ReadonlyMap<string, TreeEntry>;
}

async function refuseOwnHistory(
  repository: Repository,
  { loaded, first, entries, source }: ToCheck,
): Promise<void> {
  const { name } = loaded.run;
  const [inSource] = source.values();
  // A source that is nobody's but the user's is not ours to write again, whatever still holds it.
  if (inSource !== undefined && !first.source.isOurs)
    throw new OwnHistoryError(name, inSource.path, {
      commit: loaded.run.source.commit,
      by: `the source of run ${name}`,
    });
  const blobs = [...new Set(entries.map(({ oid }) => oid))];
  const before = first.source.isOurs ? first.source.parents : [loaded.run.source.commit];
  const ours = [RUNS, LIVE, SNAPSHOTS, INCOMING];
  if ((await repository.space.holder(blobs, ours, before)) === undefined) return;
  // Once more, to tell which one.
  for (const { path, oid } of entries) {
    const holder = await repository.space.holder([oid], ours, before);
    if (holder !== undefined) throw new OwnHistoryError(name, path, holder);
  }
}

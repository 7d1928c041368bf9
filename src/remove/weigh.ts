/** How much room runs take, and what else git-run keeps. Reads, and changes nothing. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentsDirectory } from '../git/lfs/places.ts';
import { pointerId } from '../git/lfs/pointer.ts';
import type { Repository } from '../git/repository.ts';
import { cacheDirectory, spoolDirectory } from '../record/live.ts';
import { LIVE, RUNS, SNAPSHOTS } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { KINDS, type Kind, type Weight, type WeightBy, type Weights } from '../run/weight.ts';
import { loadRuns } from '../store/load.ts';
import { listTips } from '../store/tips.ts';
import { type RunBlobs, runBlobs } from './run-blobs.ts';

export interface WeighRequest {
  readonly repository: Repository;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Only these runs; all where absent. */
  readonly tips?: readonly RunTip[];
  readonly by: WeightBy;
  /** Told how many runs were read. */
  readonly progress: (done: number, all: number) => void;
}

/** Weighs runs. Throws EngineLimitError. */
export async function weigh(request: WeighRequest): Promise<Weights> {
  const { repository, env, by, progress } = request;
  const tips = request.tips ?? (await listTips(repository));
  const runs = await readRuns(repository, tips, progress);
  const size = await sizesOf(repository, runs);
  const rows = by === 'file' ? weighFiles(runs, size) : weighGroups(groupBy(runs, by), size);
  const trashed = runs.filter(({ isTrashed }) => isTrashed);
  const cache = cacheDirectory(repository.place.commonDir);
  const directories = [join(cache, 'live'), spoolDirectory(env), contentsDirectory(repository.place), cache];
  const [journals = 0, spool = 0, large = 0, all = 0] = await Promise.all(directories.map(bytesBelow));
  return {
    rows: rows.sort((one, other) => other.total - one.total || (one.id < other.id ? 1 : -1)),
    runs: runs.length,
    total: sum(allOf(runs), size),
    disk: await repository.space.usage([RUNS, LIVE, SNAPSHOTS]),
    trash: { runs: trashed.length, total: sum(allOf(trashed), size) },
    large,
    journals,
    spool,
    caches: all - journals - large,
  };
}

interface WeighedRun {
  readonly id: string;
  readonly name: string;
  readonly experiment: { readonly id: string; readonly name: string };
  readonly isTrashed: boolean;
  readonly blobs: RunBlobs;
}

/** So many runs are read at once: their trees are held together. */
const AT_ONCE = 512;

async function readRuns(
  { objects }: Repository,
  tips: readonly RunTip[],
  progress: WeighRequest['progress'],
): Promise<WeighedRun[]> {
  const read: WeighedRun[] = [];
  for (let at = 0; at < tips.length; at += AT_ONCE) {
    const some = tips.slice(at, at + AT_ONCE);
    const commits = some.map(({ commit }) => commit);
    const [runs, blobs] = [await loadRuns(objects, commits), await runBlobs(objects, commits)];
    for (const [index, { id }] of some.entries()) {
      const run = runs[index];
      const known = run === undefined || 'error' in run ? undefined : run;
      read.push({
        id,
        name: known?.run.name ?? id,
        experiment: known?.run.experiment ?? { id: '', name: '?' },
        isTrashed: known?.trashed ?? false,
        blobs: blobs[index] as RunBlobs,
      });
    }
    progress(read.length, tips.length);
  }
  return read;
}

type Sizes = ReadonlyMap<string, number>;

/** In one call of Git, however many there are. Of a pointer it is the size of what it leads to, where that is here. */
async function sizesOf({ space, contents, place }: Repository, runs: readonly WeighedRun[]): Promise<Sizes> {
  const oids = [...allOf(runs)];
  const sizes = await space.sizes(oids);
  const large = new Map(
    (await contents.list()).map(content => [pointerId(place.objectFormat, content), content.size]),
  );
  return new Map(oids.map((oid, at) => [oid, large.get(oid) ?? sizes[at]?.size ?? 0]));
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly WeighedRun[];
}

function groupBy(runs: readonly WeighedRun[], by: 'run' | 'experiment'): Group[] {
  if (by === 'run') return runs.map(run => ({ id: run.id, name: run.name, members: [run] }));
  const groups = new Map<string, { id: string; name: string; members: WeighedRun[] }>();
  for (const run of runs) {
    const { id, name } = run.experiment;
    const group = groups.get(id) ?? { id, name, members: [] };
    group.members.push(run);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function weighGroups(groups: readonly Group[], size: Sizes): Weight[] {
  const holders = new Map<string, number>();
  for (const { members } of groups)
    for (const oid of allOf(members)) holders.set(oid, (holders.get(oid) ?? 0) + 1);
  return groups.map(({ id, name, members }) => {
    const own = allOf(members);
    const shared = [...own].filter(oid => (holders.get(oid) ?? 0) > 1);
    const content = Object.fromEntries(
      KINDS.map(kind => [kind, sum(new Set(members.flatMap(({ blobs }) => [...blobs[kind].keys()])), size)]),
    ) as Record<Kind, number>;
    return { id, name, runs: members.length, content, total: sum(own, size), shared: sum(shared, size) };
  });
}

/** A row for each content, by the path that the newest run has it under. */
function weighFiles(runs: readonly WeighedRun[], size: Sizes): Weight[] {
  const files = new Map<string, { name: string; kind: Kind; runs: number }>();
  for (const { blobs } of runs) {
    for (const kind of KINDS) {
      for (const [oid, path] of blobs[kind]) {
        const known = files.get(oid) ?? { name: path, kind, runs: 0 };
        files.set(oid, { ...known, runs: known.runs + 1 });
      }
    }
  }
  return [...files].map(([id, { name, kind, runs }]) => {
    const total = size.get(id) ?? 0;
    const content = Object.fromEntries(KINDS.map(one => [one, one === kind ? total : 0]));
    return { id, name, runs, content: content as Record<Kind, number>, total, shared: runs > 1 ? total : 0 };
  });
}

function allOf(runs: readonly WeighedRun[]): Set<string> {
  const all = new Set<string>();
  for (const { blobs } of runs) for (const kind of KINDS) for (const oid of blobs[kind].keys()) all.add(oid);
  return all;
}

function sum(oids: Iterable<string>, size: Sizes): number {
  let total = 0;
  for (const oid of oids) total += size.get(oid) ?? 0;
  return total;
}

/** Bytes of all files below a directory; 0 where there is none. */
async function bytesBelow(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(name =>
      stat(join(directory, name)).then(
        found => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

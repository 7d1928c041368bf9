/** How much room runs take, and what else git-run keeps. Reads, and changes nothing. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import { cacheDirectory, spoolDirectory } from '../record/live.ts';
import { LIVE, RUNS, SNAPSHOTS } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { KINDS, type Kind, type Weight, type Weights } from '../run/weight.ts';
import { loadRuns } from '../store/load.ts';
import { listTips } from '../store/tips.ts';
import { type RunBlobs, runBlobs } from './run-blobs.ts';

export interface WeighRequest {
  readonly repository: Repository;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Only these runs; all where absent. */
  readonly tips?: readonly RunTip[];
  readonly by: 'run' | 'experiment';
  /** Told how many runs were read. */
  readonly progress: (done: number, all: number) => void;
}

/** Weighs runs. Throws EngineLimitError. */
export async function weigh(request: WeighRequest): Promise<Weights> {
  const { repository, env, by, progress } = request;
  const tips = request.tips ?? (await listTips(repository));
  const runs = await readRuns(repository, tips, progress);
  const size = await sizesOf(repository, runs);
  const rows = weighGroups(groupBy(runs, by), size);
  const trashed = runs.filter(({ isTrashed }) => isTrashed);
  const cache = cacheDirectory(repository.place.commonDir);
  const [journals, spool, all] = await Promise.all(
    [join(cache, 'live'), spoolDirectory(env), cache].map(directory => bytesBelow(directory)),
  );
  return {
    rows: rows.sort((one, other) => other.total - one.total || (one.id < other.id ? 1 : -1)),
    runs: runs.length,
    total: sum(allOf(runs), size),
    disk: await repository.space.usage([RUNS, LIVE, SNAPSHOTS]),
    trash: { runs: trashed.length, total: sum(allOf(trashed), size) },
    journals: journals as number,
    spool: spool as number,
    caches: (all as number) - (journals as number),
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

/** In one call of Git, however many there are. */
async function sizesOf({ space }: Repository, runs: readonly WeighedRun[]): Promise<Sizes> {
  const oids = [...allOf(runs)];
  const sizes = await space.sizes(oids);
  return new Map(oids.map((oid, at) => [oid, sizes[at]?.size ?? 0]));
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly WeighedRun[];
}

function groupBy(runs: readonly WeighedRun[], by: WeighRequest['by']): Group[] {
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
      KINDS.map(kind => [kind, sum(new Set(members.flatMap(({ blobs }) => [...blobs[kind]])), size)]),
    ) as Record<Kind, number>;
    return { id, name, runs: members.length, content, total: sum(own, size), shared: sum(shared, size) };
  });
}

function allOf(runs: readonly WeighedRun[]): Set<string> {
  const all = new Set<string>();
  for (const { blobs } of runs) for (const kind of KINDS) for (const oid of blobs[kind]) all.add(oid);
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

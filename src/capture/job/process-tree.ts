/** Time and memory of a process and all below it, as the system tells at one moment. */
import { readFileSync } from 'node:fs';
import { childrenOf, statOf } from '../../process/children.ts';
import { collect } from '../../process/collect.ts';

/** CPU in seconds, memory in bytes. */
export interface TreeSample {
  /** User and system time of the living, and of those they have waited for. */
  readonly cpu: number;
  /** Resident memory, summed; pages that processes share count for each. */
  readonly memory: number;
  /** The greatest peak of a single process, as the kernel keeps it; 0 where it does not. */
  readonly peak: number;
}

/** Processes seen before, by id, with their start time: ids are used again. */
export type Seen = Map<number, string>;

/**
 * Reads a tree from `/proc`; undefined where nothing of it lives any more. `seen` is carried from call to call:
 * a process whose parent has ended is still found by it.
 */
export function readProcTree(pid: number, seen: Seen): TreeSample | undefined {
  const queue = [pid, ...seen.keys()];
  const visited = new Set<number>();
  let sample: TreeSample | undefined;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (visited.has(next)) continue;
    visited.add(next);
    const own = readProcess(next, seen);
    if (own === undefined) continue;
    sample = sum(sample ?? NOTHING, own);
    queue.push(...childrenOf(next));
  }
  return sample;
}

/** The kernel's clock tick as user programs see it: 100 a second on every Linux that Node runs on. */
export const TICKS = 100;

/** Sums a tree from `ps -A -o pid=,ppid=,rss=,time=`, on systems without `/proc`. */
export async function readPsTree(pid: number): Promise<TreeSample | undefined> {
  const told = await collect('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { timeout: 5000 });
  return parsePs(told.stdout.toString(), pid);
}

/** The tree below a process in the output of `ps`; `rss` is in KiB, `time` is `[[dd-]hh:]mm:ss[.cc]`. */
export function parsePs(listing: string, pid: number): TreeSample | undefined {
  const rows = listing
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(row => row.length === 4);
  const tree = new Set([String(pid)]);
  // A child may be listed before its parent.
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [id, parent] of rows) if (tree.has(parent ?? '')) tree.add(id ?? '');
  }
  const members = rows.filter(([id]) => tree.has(id ?? ''));
  if (members.length === 0) return undefined;
  return members
    .map(([, , rss, time]) => ({
      cpu: secondsOf(time ?? ''),
      memory: Number(rss) * 1024,
      peak: Number(rss) * 1024,
    }))
    .reduce(sum, NOTHING);
}

const NOTHING: TreeSample = { cpu: 0, memory: 0, peak: 0 };

function sum(one: TreeSample, other: TreeSample): TreeSample {
  return {
    cpu: one.cpu + other.cpu,
    memory: one.memory + other.memory,
    peak: Math.max(one.peak, other.peak),
  };
}

/** proc(5): utime, stime, cutime, cstime are fields 14 to 17, starttime is field 22. */
function readProcess(pid: number, seen: Seen): TreeSample | undefined {
  try {
    const stat = statOf(pid);
    const started = stat[19] ?? '';
    if ((seen.get(pid) ?? started) !== started) {
      seen.delete(pid);
      return undefined;
    }
    seen.set(pid, started);
    const ticks = stat.slice(11, 15).reduce((total, value) => total + Number(value), 0);
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return { cpu: ticks / TICKS, memory: kibibytes(status, 'VmRSS'), peak: kibibytes(status, 'VmHWM') };
  } catch {
    seen.delete(pid);
    return undefined;
  }
}

/** In bytes; 0 for one that has ended and was not yet waited for. */
function kibibytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
}

function secondsOf(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  return clock.split(':').reduce((total, part) => total * 60 + Number(part), 0) + Number(days) * 86_400;
}

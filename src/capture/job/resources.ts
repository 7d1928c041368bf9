/** The peaks of a job: processor time and memory of its process tree. Node itself tells neither of a child. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { statOf } from '../../process/children.ts';
import { readProcTree, readPsTree, type Seen, TICKS, type TreeSample } from './process-tree.ts';

/** CPU in seconds, memory in bytes; absent where the system did not tell. */
export interface Peaks {
  readonly cpu?: number;
  readonly memory?: number;
}

export interface ResourceWatch {
  /** Ends the watch and tells what was seen; to be called as soon as the job has ended. */
  stop(): Promise<Peaks>;
}

/** Samples come a quarter later each time, up to `every`: however short a job, the last fifth of it is seen. */
const FIRST = 10;
const LATER = 1.25;

export interface WatchOptions {
  /** ms between samples: 1000 on Linux and 2000 elsewhere, where absent. */
  readonly every?: number;
  /** Called with each sample that is taken while anything of the job lives. */
  onLook?(tree: TreeSample): void;
}

/** Watches a child of ours, or of the one we took over from, from now on. */
export function watchResources(pid: number, options: WatchOptions = {}): ResourceWatch {
  return existsSync('/proc/self/stat') ? watchProc(pid, options) : watchPs(pid, options);
}

function watchProc(pid: number, { every = 1000, onLook }: WatchOptions): ResourceWatch {
  const start = Date.now();
  let waitedBefore = waitedFor();
  const seen: Seen = new Map();
  const peaks = newPeaks();
  let last = start;
  let begun = false;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    begun ||= !isCopyOfUs(pid);
    if (begun) {
      last = Date.now();
      const sample = readProcTree(pid, seen);
      note(peaks, sample);
      if (sample !== undefined) onLook?.(sample);
      // Whom we have waited for while the job was still there was a helper of ours.
      if (seen.has(pid)) waitedBefore = waitedFor();
    }
    const elapsed = Date.now() - start;
    timer = setTimeout(look, Math.min(every, Math.max(FIRST, elapsed * (LATER - 1)))).unref();
  };
  look();
  return {
    async stop() {
      clearTimeout(timer);
      const unseen = ((Date.now() - last) / 1000) * availableParallelism();
      // What has outlived the job's own process.
      note(peaks, readProcTree(pid, seen));
      return told(peaks, cpuOf(peaks.cpu, waitedFor() - waitedBefore, unseen));
    },
  };
}

/** Between fork and exec a child has our memory, which is not the job's; in a terminal we may look that early. */
function isCopyOfUs(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`).equals(readFileSync('/proc/self/cmdline'));
  } catch {
    return false;
  }
}

/**
 * The time of children we waited for is exact for the job, but counts our own helpers too (Git, a Python probe).
 * So it is taken only as far as the job can have come since the last sample on all processors.
 */
function cpuOf(sampled: number, waited: number, unseen: number): number {
  return Math.max(sampled, Math.min(waited, sampled + unseen));
}

/** Seconds of all our children that have ended, with theirs: proc(5), cutime and cstime, fields 16 and 17. */
function waitedFor(): number {
  const stat = statOf('self');
  return (Number(stat[13]) + Number(stat[14])) / TICKS;
}

function watchPs(pid: number, { every = 2000, onLook }: WatchOptions): ResourceWatch {
  const peaks = newPeaks();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const sample = await readPsTree(pid).catch(() => undefined);
    note(peaks, sample);
    if (sample !== undefined && !stopped) onLook?.(sample);
    if (!stopped) timer = setTimeout(look, every).unref();
  };
  const first = look();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await first;
      return told(peaks, peaks.seen ? peaks.cpu : undefined);
    },
  };
}

function newPeaks() {
  return { cpu: 0, memory: 0, seen: false };
}

function note(peaks: ReturnType<typeof newPeaks>, sample: TreeSample | undefined): void {
  if (sample === undefined) return;
  peaks.seen = true;
  peaks.cpu = Math.max(peaks.cpu, sample.cpu);
  peaks.memory = Math.max(peaks.memory, sample.memory, sample.peak);
}

function told(peaks: ReturnType<typeof newPeaks>, cpu: number | undefined): Peaks {
  return { ...(cpu === undefined ? {} : { cpu }), ...(peaks.memory === 0 ? {} : { memory: peaks.memory }) };
}

/**
 * What a job takes, sample by sample, in a file that others may read while it grows. A sample is a line:
 *
 *     {"time":1793620800.25,"values":{"system/cpu":250,"system/memory":1073741824}}
 *
 * Time is in seconds since 1970. `system/cpu` is in percent of one processor since the sample before, `system/memory`
 * the most bytes that were resident at once since then; `system/gpu0` is how many percent of the time a graphics
 * processor of the machine was busy, `system/gpu0_memory` the bytes in use there.
 */
import { appendFile } from 'node:fs/promises';
import { type GpuWatch, watchGpus } from './gpu-load.ts';
import type { TreeSample } from './process-tree.ts';
import type { Sample } from './read-samples.ts';

export interface SampleOptions {
  /** Made with the first sample; nothing is made above it. */
  readonly file: string;
  /** When the run began, in ms since 1970; now, where absent. */
  readonly started?: number;
  /** What the job sees of the machine; absent where graphics processors are not to be asked. */
  readonly job?: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly directory: string;
  };
}

export interface ResourceSamples {
  /** Takes a look at the job's processes into account, as often as there is one. */
  look(tree: TreeSample): void;
  /** Adds what was seen since the last sample, and ends; to be called when the job has ended. Does not reject. */
  close(): Promise<void>;
}

/** A job that is over sooner leaves no samples: ms. */
const FIRST = 500;
/** Between two samples: ms. */
const EVERY = 2000;
/** Of a long run the next sample is but a ten-thousandth of its time away: a week has some 45,000. */
const FINEST = 10_000;
/** A look that comes a little early counts as the one that is waited for. */
const NEARLY = 0.9;

/** Opens the samples of a job that has just begun, or goes on. Nothing is on disk before the first. */
export function openSamples({ file, started = Date.now(), job }: SampleOptions): ResourceSamples {
  const opened = performance.now();
  const before = Math.max(0, Date.now() - started);
  const meter = newMeter();
  let due = opened + FIRST;
  let gpus: GpuWatch | undefined;
  // That a line is missing is no reason to say anything: a full disk says so elsewhere.
  let turn: Promise<void> = Promise.resolve();
  const add = (sample: Sample) => {
    turn = turn.then(() => appendFile(file, `${JSON.stringify(sample)}\n`, { mode: 0o600 })).catch(() => {});
  };
  return {
    look(tree) {
      const at = performance.now();
      meter.look(tree, at);
      if (at < due) return;
      add(meter.take() as Sample);
      due = at + Math.max(EVERY, (before + at - opened) / FINEST) * NEARLY;
      if (job === undefined) return;
      gpus ??= watchGpus(job, values => add({ time: Date.now() / 1000, values }));
      gpus.look();
    },
    async close() {
      gpus?.stop();
      const last = meter.seen() - opened >= FIRST ? meter.take() : undefined;
      if (last !== undefined) add(last);
      await turn;
    },
  };
}

/** Sums up looks, between which processes may come and go. */
function newMeter() {
  /** Of the last look, and of the last sample: ms of a clock that nobody sets. */
  let [seen, taken] = [0, 0];
  let time = 0;
  let total: number | undefined;
  /** Since the last sample: seconds, bytes. */
  let [used, most] = [0, 0];
  return {
    look({ cpu, memory }: TreeSample, at: number): void {
      if (total === undefined) taken = at;
      // A process that nobody waits for takes its time with it when it ends.
      else used += Math.max(0, cpu - total);
      total = cpu;
      most = Math.max(most, memory);
      [seen, time] = [at, Date.now() / 1000];
    },
    /** When the last look was. */
    seen: () => seen,
    /** The sample of all looks since the last one; undefined where there was none that saw anything. */
    take(): Sample | undefined {
      if (most === 0) return undefined;
      const seconds = (seen - taken) / 1000;
      const cpu = seconds > 0 ? { 'system/cpu': Math.round((used / seconds) * 1000) / 10 } : {};
      const sample = { time, values: { ...cpu, 'system/memory': most } };
      [taken, used, most] = [seen, 0, 0];
      return sample;
    },
  };
}

/** How busy the graphics processors of this machine are, whoever keeps them so: NVIDIA's by `nvidia-smi`, AMD's by their driver's files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '../../process/collect.ts';
import { programOnPath } from '../environment/program-on-path.ts';

export interface GpuWatch {
  /** Asks once more, unless it is too soon; what is told comes later. */
  look(): void;
  /** Ends the asking. */
  stop(): void;
}

/** Percent busy and bytes in use: `system/gpu0`, `system/gpu0_memory`. */
export type GpuValues = Readonly<Record<string, number>>;

type Tell = (values: GpuValues) => void;

/** Where and how a job runs. */
interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
}

/** Finds the graphics processors; `tell` hears of them, and nothing where there are none. No process of ours outlives an answer. */
export function watchGpus(job: Place, tell: Tell, root = '/'): GpuWatch {
  const program = programOnPath('nvidia-smi', job);
  return program === undefined ? watchAmd(root, tell) : watchNvidia(program, job, tell);
}

const QUERY = ['--query-gpu=index,utilization.gpu,memory.used', '--format=csv,noheader,nounits'];
/** An answer takes from 20 ms to seconds, by how many devices there are: of the time it is asked a twentieth at most. */
const SPARING = 20;
/** A driver that does not answer is not waited for: ms. */
const PATIENCE = 10_000;

/** Asks anew each time: a child that stays would outlive us where we are killed. */
function watchNvidia(program: string, { env }: Place, tell: Tell): GpuWatch {
  let state: 'untold' | 'told' | 'over' = 'untold';
  let asking: AbortController | undefined;
  let next = 0;
  const ask = async () => {
    const asked = performance.now();
    const control = new AbortController();
    asking = control;
    const limit = setTimeout(() => control.abort(), PATIENCE).unref();
    const { signal } = control;
    const told = await collect(program, QUERY, { env: { ...env }, signal }).catch(() => undefined);
    clearTimeout(limit);
    asking = undefined;
    if (state === 'over') return;
    const values = told?.code === 0 ? parseNvidia(told.stdout.toString()) : {};
    if (Object.keys(values).length > 0) {
      state = 'told';
      tell(values);
      // The program comes with images that are run without a GPU too.
    } else if (state === 'untold') state = 'over';
    next = performance.now() + (performance.now() - asked) * SPARING;
  };
  return {
    look() {
      if (state !== 'over' && asking === undefined && performance.now() >= next) void ask();
    },
    stop() {
      state = 'over';
      asking?.abort();
    },
  };
}

/** Reads lines such as `0, 97, 40536`: index, percent, MiB; a device that does not tell says `[N/A]`. */
export function parseNvidia(csv: string): GpuValues {
  const values: Record<string, number> = {};
  for (const line of csv.split('\n')) {
    const [index = '', busy = '', memory = ''] = line.split(',').map(field => field.trim());
    if (!/^\d+$/.test(index)) continue;
    if (/^\d+$/.test(busy)) values[`system/gpu${index}`] = Number(busy);
    if (/^\d+$/.test(memory)) values[`system/gpu${index}_memory`] = Number(memory) * 2 ** 20;
  }
  return values;
}

/**
 * `gpu_busy_percent` and `mem_info_vram_used` of amdgpu: https://docs.kernel.org/gpu/amdgpu/thermal.html,
 * https://docs.kernel.org/gpu/amdgpu/driver-misc.html. Devices are numbered in the order of their cards.
 */
function watchAmd(root: string, tell: Tell): GpuWatch {
  const devices = amdDevices(join(root, 'sys/class/drm'));
  return {
    look() {
      if (devices.length === 0) return;
      const values: Record<string, number> = {};
      for (const [index, device] of devices.entries()) {
        const [busy, memory] = [numberIn(device, BUSY), numberIn(device, 'mem_info_vram_used')];
        if (busy !== undefined) values[`system/gpu${index}`] = busy;
        if (memory !== undefined) values[`system/gpu${index}_memory`] = memory;
      }
      if (Object.keys(values).length > 0) tell(values);
    },
    stop() {},
  };
}

const BUSY = 'gpu_busy_percent';

function amdDevices(drm: string): string[] {
  try {
    const numbers = readdirSync(drm).flatMap(name => /^card(\d+)$/.exec(name)?.[1] ?? []);
    const devices = numbers.map(Number).sort((a, b) => a - b);
    return devices
      .map(card => join(drm, `card${card}`, 'device'))
      .filter(path => numberIn(path, BUSY) !== undefined);
  } catch {
    return [];
  }
}

/** Undefined where the driver does not tell: of a device that sleeps, say. */
function numberIn(device: string, name: string): number | undefined {
  try {
    const text = readFileSync(join(device, name), 'latin1').trim();
    return /^\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

/** NVIDIA graphics processors: from the driver's files at once, in full from `nvidia-smi`, which can take seconds. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '../../process/collect.ts';
import type { JsonObject } from '../../run/json.ts';
import type { CaptureContext, Findings } from '../capture.ts';
import { fieldsOf, text } from './machine.ts';
import { programOnPath } from './program-on-path.ts';

/** Driver version and model names, with no program started. */
export function gpuDriver(root: string): JsonObject {
  const version = text(root, 'proc/driver/nvidia/version');
  const driver = /Kernel Module(?: for \S+)?\s+(\S+)/.exec(version ?? '')?.[1] ?? null;
  const devices = devicesOf(root);
  // Those of other makers are not looked at: /dev/kfd is AMD's.
  const others = process.platform !== 'linux' || existsSync(join(root, 'dev/kfd'));
  return { driver, devices, complete: !others && version === undefined };
}

/** What can decide a number: the model, its architecture, memory and modes. No serial numbers: equal machines are equal. */
const FIELDS = [
  'name',
  'compute_cap',
  'memory.total',
  'ecc.mode.current',
  'mig.mode.current',
  'driver_version',
];
/** Older drivers refuse a query that names a field they do not know. */
const OLD_FIELDS = ['name', 'memory.total', 'driver_version'];

/** Asks `nvidia-smi`, 3 s at most; finds nothing where there is neither the driver nor the program. */
export async function gpuDevices(context: CaptureContext, root = '/'): Promise<Findings> {
  const program = programOnPath('nvidia-smi', context);
  if (program === undefined) return {};
  const rows = (await query(program, FIELDS, context)) ?? (await query(program, OLD_FIELDS, context));
  if (rows !== undefined) {
    const driver = rows[0]?.driver_version ?? null;
    const devices = rows.map(({ driver_version: _, ...device }) => device);
    return { environment: { gpu: { driver, devices, complete: 'compute_cap' in (rows[0] ?? {}) } } };
  }
  // The program comes with images that are run without a GPU too: only a driver makes its silence a problem.
  if (!existsSync(join(root, 'proc/driver/nvidia'))) return {};
  return { problems: [{ code: 'gpu-unreadable', message: `${program} did not tell about the GPUs` }] };
}

type Row = Readonly<Record<string, string>>;

async function query(
  program: string,
  fields: readonly string[],
  context: CaptureContext,
): Promise<Row[] | undefined> {
  const args = [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader'];
  const told = await collect(program, args, { env: { ...context.env }, timeout: 3000 }).catch(
    () => undefined,
  );
  if (told?.code !== 0) return undefined;
  const lines = told.stdout.toString().split('\n').filter(Boolean);
  const rows = lines.map(line => line.split(', '));
  if (rows.length === 0 || rows.some(row => row.length !== fields.length)) return undefined;
  return rows.map(row =>
    Object.fromEntries(fields.map((field, at) => [field.replaceAll('.', '_'), row[at] ?? ''])),
  );
}

function devicesOf(root: string): JsonObject[] {
  try {
    const slots = readdirSync(join(root, 'proc/driver/nvidia/gpus')).sort();
    const models = slots.map(slot =>
      fieldsOf(text(root, `proc/driver/nvidia/gpus/${slot}/information`) ?? ''),
    );
    return models.map(fields => ({ name: fields.get('Model') ?? null }));
  } catch {
    return [];
  }
}

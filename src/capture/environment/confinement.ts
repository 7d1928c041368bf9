/** What a job is held to, and what it is held in: processors, control groups, containers. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../run/json.ts';
import { text } from './machine.ts';

/** Processors and memory the job may use: `cpus` in processors, `memory` in bytes, null where there is no limit. */
export function limits(root: string): JsonObject {
  const status = text(root, 'proc/self/status');
  const groups = text(root, 'proc/self/cgroup');
  return {
    affinity: /^Cpus_allowed_list:\s*(\S+)/m.exec(status ?? '')?.[1] ?? null,
    cpus: smallest([...unified(root, groups, 'cpu.max').map(quotaOfMax), legacyQuota(root, groups)]),
    memory: smallest([...unified(root, groups, 'memory.max').map(bytesOf), legacyMemory(root, groups)]),
    complete: status !== undefined && groups !== undefined,
  };
}

/** The container around the job as far as it shows: its kind and, where told, its image. */
export function container(root: string, env: Readonly<Record<string, string | undefined>>): JsonObject {
  const apptainer = env.APPTAINER_CONTAINER ?? env.SINGULARITY_CONTAINER;
  const podman = text(root, 'run/.containerenv');
  const kubernetes = env.KUBERNETES_SERVICE_HOST !== undefined;
  const inside = (kind: string, image: string | null) => ({
    kind,
    image,
    kubernetes,
    complete: image !== null,
  });
  if (apptainer !== undefined) return inside('apptainer', apptainer);
  if (podman !== undefined) return inside('podman', /^imageid="?([^"\n]+)/m.exec(podman)?.[1] ?? null);
  if (existsSync(join(root, '.dockerenv'))) return inside('docker', null);
  const hint = /\b(docker|kubepods|containerd|lxc|libpod)\b/.exec(text(root, 'proc/1/cgroup') ?? '')?.[1];
  if (hint !== undefined) return inside(hint, null);
  if (kubernetes) return inside('kubernetes', null);
  return { kind: null, image: null, kubernetes, complete: process.platform === 'linux' };
}

/** A setting of cgroup version 2, of our own group and of all above it: the tightest holds. */
function unified(root: string, groups: string | undefined, setting: string): string[] {
  const path = /^0::(\S*)$/m.exec(groups ?? '')?.[1];
  if (path === undefined) return [];
  const names = path.split('/').filter(name => name !== '' && name !== '..');
  return names
    .map((_, depth) => names.slice(0, names.length - depth).join('/'))
    .concat('')
    .map(group => text(root, `sys/fs/cgroup/${group}/${setting}`))
    .filter(value => value !== undefined);
}

/** A setting of cgroup version 1; inside of a container our group is the root of what is mounted. */
function legacy(root: string, groups: string | undefined, controller: string, setting: string): string {
  const path = new RegExp(`^\\d+:(?:[^:]*,)?${controller}(?:,[^:]*)?:(\\S*)$`, 'm').exec(groups ?? '')?.[1];
  const base = `sys/fs/cgroup/${controller}`;
  return text(root, `${base}${path ?? ''}/${setting}`) ?? text(root, `${base}/${setting}`) ?? '';
}

function legacyQuota(root: string, groups: string | undefined): number | null {
  const quota = Number.parseInt(legacy(root, groups, 'cpu', 'cpu.cfs_quota_us'), 10);
  return quota > 0 ? quota / Number.parseInt(legacy(root, groups, 'cpu', 'cpu.cfs_period_us'), 10) : null;
}

function legacyMemory(root: string, groups: string | undefined): number | null {
  return bytesOf(legacy(root, groups, 'memory', 'memory.limit_in_bytes'));
}

/** `150000 100000` is one processor and a half, `max 100000` is no limit. */
function quotaOfMax(value: string): number | null {
  const [quota = 'max', period = '100000'] = value.trim().split(' ');
  return quota === 'max' ? null : Number(quota) / Number(period);
}

/** Version 1 says "no limit" with the greatest multiple of the page size below 2^63. */
function bytesOf(value: string): number | null {
  const bytes = Number.parseInt(value, 10);
  return bytes < 2 ** 60 ? bytes : null;
}

function smallest(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null && Number.isFinite(value)) as number[];
  return known.length === 0 ? null : Math.min(...known);
}

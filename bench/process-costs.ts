/** What a running program takes of memory and of the processor, as Linux tells: https://man7.org/linux/man-pages/man5/proc.5.html */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

/** The memory a process has now, without those it started, in bytes; undefined where the system has no /proc. */
export function memoryOf(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(read(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/**
 * Milliseconds that a process has computed so far, and those it started, in steps of ten; undefined where the system has
 * no /proc.
 */
export function cpuTime(pid: number): number | undefined {
  // The name before them may hold spaces and parentheses.
  const fields = read(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ');
  if (fields === undefined) return undefined;
  // utime, stime, cutime, cstime: the last two of children that have ended.
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return childrenOf(pid).reduce((sum, child) => sum + (cpuTime(child) ?? 0), (ticks * 1000) / ticksASecond());
}

/** The part of a while, given in ms, that a program left alone computes: 0 where it waits. */
export async function idleCpu(pid: number, ms: number): Promise<number> {
  const before = cpuTime(pid) ?? Number.NaN;
  await after(ms);
  return ((cpuTime(pid) ?? Number.NaN) - before) / ms;
}

/** A process and all that it has started, and these have, itself first; alone where the system has no /proc. */
export function processTree(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(processTree)];
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap(thread =>
      (read(pid, `task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

let known: number | undefined;

function ticksASecond(): number {
  known ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return known;
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

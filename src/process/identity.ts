import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';
import { collect } from './collect.ts';

/** A process for good: its number may be used again, but not with the same start. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own terms; only good for comparing, and within one boot. */
  readonly start: string;
}

/** Identifies a process; undefined where there is none, or only its zombie. */
export async function processIdentity(pid: number): Promise<ProcessIdentity | undefined> {
  const seen = process.platform === 'linux' ? readStat(pid) : await askPs(pid);
  return seen === undefined || /^[ZXx]/.test(seen.state) ? undefined : { pid, start: seen.start };
}

/** Names the time since the machine was last started: process numbers and starts repeat after it. */
export async function bootId(): Promise<string> {
  if (process.platform === 'linux') {
    return (readProc('sys/kernel/random/boot_id') ?? '').trim();
  }
  for (const key of ['kern.bootsessionuuid', 'kern.boottime']) {
    const answer = await collect('sysctl', ['-n', key]).catch(() => undefined);
    if (answer?.code === 0) return answer.stdout.toString().trim();
  }
  return '';
}

/** When the machine was started, in ms since 1970, by its clock of now. */
export function bootTime(): number {
  return Date.now() - uptime() * 1000;
}

/** Names the set of processes that our numbers are of: each container has its own. Empty where there is but one. */
export function pidSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Whether a process of this machine still runs. False for one of another boot, a reused number, a zombie. */
export async function isAlive(identity: ProcessIdentity, boot: string): Promise<boolean> {
  if (boot !== (await bootId())) return false;
  return (await processIdentity(identity.pid))?.start === identity.start;
}

interface Seen {
  readonly state: string;
  readonly start: string;
}

/** Fields 3 and 22 of proc(5)'s `/proc/PID/stat`. Field 2, the name, may hold blanks and parentheses. */
function readStat(pid: number): Seen | undefined {
  const text = readProc(`${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields?.[0];
  const start = fields?.[19];
  return state === undefined || start === undefined ? undefined : { state, start };
}

/** The kernel answers at once: to ask from another thread would only take longer. */
function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined;
  }
}

async function askPs(pid: number): Promise<Seen | undefined> {
  const answer = await collect('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  }).catch(() => undefined);
  const match = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(answer?.stdout.toString() ?? '');
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { state: match[1], start: match[2] };
}

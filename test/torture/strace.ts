/** What strace tells, read: which operations a process made that could change a disk, and which of them was the one a fault struck. */

/** A system call that a fault can strike. */
export interface Operation {
  /** `openat`, `rename` … */
  readonly call: string;
  /** It is the so-manieth of its name in its process or thread, from 1: what strace's `when=` counts. */
  readonly ordinal: number;
  /** Whether it can change a disk: by a name, or by a descriptor of a file. */
  readonly writes: boolean;
  /** The call as printed, without what differs from run to run. */
  readonly text: string;
}

/** Calls that change names, whatever they are given. */
const NAMES =
  'mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat mknod mknodat ' +
  'chmod fchmodat utime utimensat truncate';
/** Calls on a descriptor, which may be that of a pipe. */
const DESCRIPTORS =
  'write writev pwrite64 pwritev fsync fdatasync ftruncate fchmod fallocate copy_file_range sendfile';

const named = new Set(NAMES.split(' '));

/** All calls that are looked at, as a set of strace's. Those that this machine does not know are left out by `?`. */
export const TRACED = ['openat', 'creat', ...NAMES.split(' '), ...DESCRIPTORS.split(' ')]
  .map(call => `?${call}`)
  .join(',');

/** Reads the log of one process, or of one of its threads; `below` is the directory whose files count. */
export function operationsOf(log: string, below: string): Operation[] {
  const counts = new Map<string, number>();
  return log.split('\n').flatMap(line => {
    const text = line.replace(/^\d+ +/, '');
    const call = /^([a-z0-9_]+)\(/.exec(text)?.[1];
    if (call === undefined) return [];
    // Of processes in one log each counts for itself.
    const counted = `${/^\d+ /.exec(line)?.[0] ?? ''}${call}`;
    const ordinal = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, ordinal);
    return [{ call, ordinal, writes: isWrite(call, text, below), text: withoutChance(text, below) }];
  });
}

function isWrite(call: string, text: string, below: string): boolean {
  if (call === 'openat') return /O_CREAT|O_TRUNC/.test(text) && !text.includes('"/dev/null"');
  if (named.has(call) || call === 'creat') return true;
  const file = /^[a-z0-9_]+\((\d+)<([^>]*)>/.exec(text);
  return file !== null && Number(file[1]) > 2 && file[2]?.startsWith(`${below}/`) === true;
}

function withoutChance(text: string, below: string): string {
  return text
    .replaceAll(below, '')
    .replace(/[0-7][0-9a-hjkmnp-tv-z]{25}/g, '<run>')
    .replace(/\b[0-9a-f]{2}\/[0-9a-f]{38}\b/g, '<object>')
    .replace(/\b[0-9a-f]{40}\b/g, '<id>')
    .replace(/git-run-\w{6}/g, '<temporary>')
    .replace(/tmp_obj_[\w-]+/g, 'tmp_obj')
    .replace(/ = .*$/, '')
    .slice(0, 160);
}

/** What a fault did in a run: the operation it struck, or nothing. */
export function struckBy(log: string, below: string): Operation | undefined {
  const lines = log.split('\n');
  let at = lines.findIndex(line => line.includes('(INJECTED)'));
  if (at < 0) {
    // A signal strikes on the way into a call: the last one of that process before its end, or its halt.
    const end = lines.findIndex(line =>
      /\+\+\+ killed by SIGKILL|--- (?:SIGSTOP|stopped by SIGSTOP)/.test(line),
    );
    const process = /^\d+ /.exec(lines[end] ?? '')?.[0] ?? '';
    at =
      end < 0
        ? -1
        : lines.slice(0, end).findLastIndex(line => line.startsWith(process) && line.includes('('));
  }
  if (at < 0) return undefined;
  const all = operationsOf(lines.slice(0, at + 1).join('\n'), below);
  return all.at(-1);
}

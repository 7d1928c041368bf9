/** The faults, and the points they strike at: a program, a call of it, and the so-manieth time. */
import type { Operation } from './strace.ts';

/**
 * `kill` ends the process that makes the call; `kill-recorder` ends git-run while the process it started stands at
 * the call; `full` and `broken` have the call fail (ENOSPC, EIO); `full-on` has it fail from then on.
 */
export const FAULTS = ['kill', 'kill-recorder', 'full', 'full-on', 'broken'] as const;
export type Fault = (typeof FAULTS)[number];

/** Node's own operations are those of its main thread and those of the one other that does its file system calls. */
export const RECORDER = ['node.1', 'node-pool.1'];

export interface Point {
  /** The program and which start of it: `git_update-ref_--stdin_-z.2`. */
  readonly program: string;
  readonly call: string;
  readonly ordinal: number;
  readonly fault: Fault;
  /** The operation, for people. */
  readonly text: string;
}

/** Calls that need room on a disk. */
const NEEDS_ROOM = new Set(
  (
    'openat creat write writev pwrite64 pwritev mkdir mkdirat rename renameat renameat2 link linkat symlink ' +
    'symlinkat mknod mknodat fsync fdatasync copy_file_range sendfile fallocate'
  ).split(' '),
);

/** All points of a run, from the operations of each of its programs. */
export function pointsOf(programs: ReadonlyMap<string, readonly Operation[]>): Point[] {
  return [...programs].flatMap(([program, operations]) => {
    const writes = operations.filter(({ writes }) => writes);
    const isRecorder = RECORDER.includes(program);
    // One that only reads can be killed all the same.
    const first = operations.find(({ call }) => call === 'openat');
    const at = writes.length > 0 || first === undefined || isRecorder ? writes : [first];
    return at.flatMap(({ call, ordinal, text, writes }) =>
      FAULTS.filter(fault => {
        if (fault === 'kill') return true;
        if (fault === 'kill-recorder') return !isRecorder;
        if (!writes) return false;
        // What fails from then on fails readers too, where the call is one of theirs.
        if (fault === 'full-on')
          return NEEDS_ROOM.has(call) && call !== 'openat' && !isPipeCall(call, program);
        return fault === 'broken' || NEEDS_ROOM.has(call);
      }).map(fault => ({ program, call, ordinal, fault, text })),
    );
  });
}

/** Node's threads wake each other by writing to a pipe of sorts, which is no disk: were that full, Node would abort. */
function isPipeCall(call: string, program: string): boolean {
  return call === 'write' && RECORDER.includes(program);
}

/** The options of strace for a point. */
export function injection({ call, ordinal, fault }: Point): string {
  const how = {
    kill: `signal=SIGKILL:when=${ordinal}`,
    'kill-recorder': `signal=SIGSTOP:when=${ordinal}`,
    full: `error=ENOSPC:when=${ordinal}`,
    'full-on': `error=ENOSPC:when=${ordinal}+`,
    broken: `error=EIO:when=${ordinal}`,
  }[fault];
  return `-e inject=${call}:${how}`;
}

/** So many of the points, chosen by a seed: the same for the same seed. */
export function sampleOf<T>(items: readonly T[], count: number, seed: number): T[] {
  let state = seed >>> 0;
  const keyed = items.map((item, index) => {
    // xorshift of the seed and the place: no clock and no chance.
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 + index) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39) >>> 0;
    return { item, index, key: (mixed ^ (mixed >>> 15)) >>> 0 };
  });
  const chosen = keyed.toSorted((a, b) => a.key - b.key || a.index - b.index).slice(0, count);
  return chosen.toSorted((a, b) => a.index - b.index).map(({ item }) => item);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** A descriptor of ours that the child is given, or what stands in its place. */
export type Descriptor = number | 'inherit' | 'ignore' | 'pipe';

export interface Attachment {
  readonly stdio: readonly [Descriptor, Descriptor, Descriptor, ...number[]];
  /** The program's own name, where it differs from its path. */
  readonly argv0?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Gives the child a session of its own. */
  readonly detached?: boolean;
  /** Descriptors of ours above 2 that the child must not share. */
  readonly hidden?: readonly number[];
}

/** Starts a program on descriptors of ours. That it cannot be started is thrown, or its `error` event. */
export function spawnAttached(program: string, args: readonly string[], how: Attachment): ChildProcess {
  const { stdio, hidden = [], ...rest } = how;
  // Descriptors from native code lack O_CLOEXEC. The only way Node has to keep one from a child is to put
  // another, harmless one under the same number.
  const cover = hidden.length > 0 ? openSync('/dev/null', 'r') : undefined;
  try {
    const slots: Descriptor[] = [...stdio];
    for (const fd of hidden) {
      while (slots.length <= fd) slots.push('ignore');
      if (cover !== undefined) slots[fd] = cover;
    }
    return spawn(program, args, { ...rest, stdio: slots });
  } finally {
    if (cover !== undefined) closeSync(cover);
  }
}

/** Ends a child that is given up, with all that it has started: it may wait for somebody, and hold the terminal. */
import type { ChildProcess } from 'node:child_process';
import { childrenOf } from './children.ts';

/** Who is asked to end has so long for it: ms. */
const GRACE = 500;

/** Asks a child and all below it to end; it alone is killed when it has not. Where there is no `/proc` it alone is asked. */
export function endTree(child: ChildProcess): void {
  for (const pid of child.pid === undefined ? [] : below(child.pid)) ask(pid);
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), GRACE).unref();
}

function below(pid: number): number[] {
  try {
    return childrenOf(pid).flatMap(child => [...below(child), child]);
  } catch {
    return [];
  }
}

function ask(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** Ends a child that is given up, with all that it has started: it may wait for somebody, and hold the terminal. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childrenOf } from './children.ts';

/** Who is asked to end has so long for it: ms. */
const GRACE = 500;

/** Asks a child and all below it to end; it alone is killed when it has not. Where there is no `/proc` it alone is asked. */
export function endTree(child: ChildProcess): void {
  const started = child.pid === undefined ? [] : below(child.pid);
  // First: one whose own children end would go on to what comes after them.
  child.kill('SIGTERM');
  for (const pid of started) ask(pid);
  setTimeout(() => child.kill('SIGKILL'), GRACE).unref();
}

/**
 * Asks processes that this one has started to end, with all below them: those whose command line fits. For who has not
 * started them by the door here. Where there is no `/proc` nobody is asked.
 */
export function endStarted(fits: (words: readonly string[]) => boolean): void {
  for (const pid of children(process.pid)) {
    if (!fits(wordsOf(pid))) continue;
    for (const one of [...below(pid), pid]) ask(one);
  }
}

function children(pid: number): number[] {
  try {
    return childrenOf(pid);
  } catch {
    return [];
  }
}

function wordsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function below(pid: number): number[] {
  return children(pid).flatMap(child => [...below(child), child]);
}

function ask(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** Work that takes more than a moment says what it is doing. */
import type { Context } from './context.ts';

/** Awaits some work; where it takes longer than people wait says once what it is, and on a terminal takes the line back at the end. */
export async function during<T>(context: Context, what: string, work: Promise<T>): Promise<T> {
  const { err, patience } = context;
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    err.write(err.isTerminal ? `\r${what}…` : `git-run: ${what}\n`);
  }, patience);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (said && err.isTerminal) err.write('\r\x1b[K');
  }
}

/** Questions on the terminal. */
import { stdin } from 'node:process';
import { Writable } from 'node:stream';
import { UsageError } from '../run/errors.ts';
import type { Context } from './context.ts';

/** Asks a question that is answered by yes or no; whatever is not yes is no. */
export async function askYes(
  context: Context,
  question: string,
  input: NodeJS.ReadableStream = stdin,
): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input });
  const broken = new AbortController();
  reader.on('SIGINT', () => broken.abort()).on('close', () => broken.abort());
  context.err.write(`${question} [y/N] `);
  try {
    return /^y(?:es)?$/i.test((await reader.question('', { signal: broken.signal })).trim());
  } catch {
    context.err.write('\n');
    return false;
  } finally {
    reader.close();
  }
}

/** Asks for a secret; what is typed is not shown. Throws UsageError where the question is broken off. */
export async function askSecret(
  context: Context,
  question: string,
  input: NodeJS.ReadableStream = stdin,
): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const silent = new Writable({ write: (_piece, _encoding, done) => done() });
  const reader = createInterface({ input, output: silent, terminal: true });
  const broken = new AbortController();
  reader.on('SIGINT', () => broken.abort()).on('close', () => broken.abort());
  context.err.write(`${question}: `);
  try {
    return await reader.question('', { signal: broken.signal });
  } catch {
    throw new UsageError('there was no answer; nothing was started');
  } finally {
    reader.close();
    context.err.write('\n');
  }
}

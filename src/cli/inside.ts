/** Commands inside a run: a line of the event protocol each. */
import { appendFile, open } from 'node:fs/promises';
import { UsageError } from '../run/errors.ts';
import type { Context } from './context.ts';

/** Appends one event to the run this is called in; one write a line, so that writers do not mix. */
export async function appendEvent({ env }: Context, event: string): Promise<number> {
  const file = env.GIT_RUN_EVENTS;
  if (!file)
    throw new UsageError(
      'there is no run around this: it is for scripts that git run records',
      'git run -- COMMAND',
    );
  await appendFile(file, `${(await isLineOpen(file)) ? '\n' : ''}${event}\n`);
  return 0;
}

/** Whether the last who wrote left its line without an end: ours would be lost with it. */
async function isLineOpen(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size === 0) return false;
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
      return buffer[0] !== 0x0a;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

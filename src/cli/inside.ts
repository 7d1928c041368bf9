/** Commands inside a run: a line of the event protocol each. */
import { appendFile } from 'node:fs/promises';
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
  await appendFile(file, `${event}\n`);
  return 0;
}

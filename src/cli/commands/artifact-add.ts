import { appendFile, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { UsageError } from '../../run/errors.ts';
import { whyUnsafe } from '../../run/safe-path.ts';
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { addArtifacts } from '../add-artifacts.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { findHere } from '../find-here.ts';

/** Adds files to a run that has ended, or, inside a run, to the run itself. */
export const add = command({
  name: 'add',
  summary: 'Add files to a run that has ended',
  description: 'In a script that git run records, @ is its own run, and the files are taken when it ends.',
  args: ['<run>', '<path...>'],
  options: {},
  examples: [{ line: 'git run artifact add @ out/model.pt', does: 'keep what the newest run left' }],
  async run(context, { args: [selector, ...paths] }) {
    if (selector === '@' && context.env.GIT_RUN_EVENTS) return addInside(context, paths);
    const { row } = await findHere(context, selector as string);
    const repository = await context.repository();
    const top = repository.place.workTree ?? context.cwd;
    const files = await Promise.all(paths.map(path => fileOf(context, top, path)));
    await addArtifacts(context, row.id, files);
    context.say(`git-run: added ${formatCount(files.length, 'file')} to ${sanitise(row.name)}`);
    return 0;
  },
});

/** The job's own events: whoever records it keeps the files at its end. */
async function addInside({ cwd, env }: Context, paths: readonly string[]): Promise<number> {
  const lines = paths.map(path => `${JSON.stringify({ artifact: resolve(cwd, path) })}\n`);
  await appendFile(env.GIT_RUN_EVENTS as string, lines.join(''));
  return 0;
}

/** A file by its path from the top of the work tree; one from outside by its name alone. */
async function fileOf({ cwd }: Context, top: string, word: string) {
  const file = resolve(cwd, word);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new UsageError(`there is no file '${word}'`);
  if (!found.isFile()) throw new UsageError(`'${word}' is no file; name the files in it`);
  const inside = relative(top, file);
  const path = inside.startsWith('..') || isAbsolute(inside) ? (file.split('/').pop() as string) : inside;
  const why = whyUnsafe(path, { windows: false });
  if (why !== undefined) throw new UsageError(`'${word}' cannot be kept: ${why}`);
  return { path, file };
}

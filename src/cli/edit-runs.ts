/** One edit of some runs: the shape that tag, note, rename, rm and restore share. */
import { authorOf } from '../record/identity.ts';
import type { Edit } from '../run/annotation.ts';
import { editRun } from '../store/edit.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import { findHere } from './find-here.ts';
import type { FoundRun } from './runs.ts';

/** Finds the runs, all of them before any is changed, and records edits on each; says what was done. */
export async function editRuns(
  context: Context,
  selectors: readonly string[],
  edits: readonly Edit[],
  done: (name: string, found: FoundRun) => string,
): Promise<number> {
  const repository = await context.repository();
  const found = [];
  for (const selector of selectors) found.push(await findHere(context, selector));
  for (const run of found) {
    await editRun({
      repository,
      id: run.row.id,
      edits,
      author: authorOf(repository.config, context.env),
      now: context.now(),
    });
    context.say(`git-run: ${done(sanitise(run.row.name), run)}`);
  }
  return 0;
}

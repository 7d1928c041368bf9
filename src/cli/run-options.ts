/** What can be said of a run before it begins, by whatever command begins it. */
import { UsageError } from '../run/errors.ts';
import { whyNotAName } from '../run/experiment.ts';
import type { Lineage } from '../run/run.ts';
import { parseRunId } from '../run/run-id.ts';
import { completing, list, text } from './command.ts';
import type { Context } from './context.ts';

export const runOptions = {
  name: text('--name <name>', 'what to call the run', '--run-name'),
  experiment: completing(
    'experiment',
    text('-e, --experiment <name>', 'the experiment it belongs to', '--experiment-name'),
  ),
  tags: completing('tag=', list('-t, --tag <key=value>', 'a tag')),
  note: text('--note <text>', 'a note'),
};

/** Throws UsageError for what cannot name a run. */
export function checkRunName(name: string | undefined): void {
  const why = name === undefined ? undefined : whyNotAName(name);
  if (why !== undefined) throw new UsageError(`--name: ${why}`);
}

/** A run that is started inside a run is its child. */
export function parentOf({ env }: Pick<Context, 'env'>): Lineage[] {
  const id = parseRunId(env.GIT_RUN_ID ?? '');
  return id === undefined ? [] : [{ relation: 'child-of', id }];
}

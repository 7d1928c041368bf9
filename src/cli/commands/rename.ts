import { UsageError } from '../../run/errors.ts';
import { whyNotAName } from '../../run/experiment.ts';
import { command } from '../command.ts';
import { editRuns } from '../edit-runs.ts';

/** Gives a run another name. */
export const rename = command({
  name: 'rename',
  summary: 'Give a run another name',
  args: ['<run>', '<name>'],
  options: {},
  examples: [{ line: 'git run rename @ baseline', does: 'name the newest run' }],
  async run(context, { args: [selector, name] }) {
    const why = whyNotAName(name as string);
    if (why !== undefined) throw new UsageError(why);
    const edit = { kind: 'rename', name: name as string } as const;
    return editRuns(context, [selector as string], [edit], before => `renamed ${before} to ${name}`);
  },
});

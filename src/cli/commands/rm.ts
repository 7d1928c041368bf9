import { shortId } from '../../run/run-id.ts';
import { command } from '../command.ts';
import { editRuns } from '../edit-runs.ts';

/** Puts runs into the trash. */
export const rm = command({
  name: 'rm',
  summary: 'Put runs into the trash; restore takes them out',
  args: ['<run...>'],
  options: {},
  examples: [{ line: 'git run rm swift-otter', does: 'hide it; git run gc deletes it after 90 days' }],
  run: (context, { args }) =>
    editRuns(
      context,
      args,
      [{ kind: 'trash' }],
      (name, { row }) => `put ${name} into the trash; git run restore ${shortId(row.id)} takes it out`,
    ),
});

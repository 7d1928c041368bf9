import { command } from '../command.ts';
import { editRuns } from '../edit-runs.ts';

/** Takes runs out of the trash. */
export const restore = command({
  name: 'restore',
  summary: 'Take runs out of the trash',
  args: ['<run...>'],
  completes: ['trashed run'],
  options: {},
  examples: [
    { line: 'git run restore swift-otter', does: 'list it again; git run log --trashed shows what there is' },
  ],
  run: (context, { args }) => editRuns(context, args, [{ kind: 'restore' }], name => `restored ${name}`),
});

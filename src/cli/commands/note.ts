import { UsageError } from '../../run/errors.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, flag, text } from '../command.ts';
import { editRuns } from '../edit-runs.ts';
import { findRun } from '../find-run.ts';

/** Writes a note on a run, or shows it. */
export const note = command({
  name: 'note',
  summary: 'Write a note on a run, or show it',
  args: ['<run>'],
  options: {
    message: text('-m, --message <text>', 'the note; it takes the place of the one before'),
    delete: flag('-d, --delete', 'remove the note'),
  },
  examples: [{ line: "git run note @ -m 'warm-up helps'", does: 'note it on the newest run' }],
  async run(context, { args: [selector], options }) {
    const { row } = await findRun(context, selector as string);
    if (options.message === undefined && !options.delete) {
      if (row.note === '') context.say(`git-run: ${sanitise(row.name)} has no note`);
      else context.out.write(`${sanitise(row.note, { newlines: true })}\n`);
      return 0;
    }
    if (options.message !== undefined && options.delete)
      throw new UsageError('-m and --delete exclude each other');
    const edit = { kind: 'note', text: options.message ?? '' } as const;
    return editRuns(
      context,
      [row.id],
      [edit],
      name => `${options.delete ? 'removed the note of' : 'noted on'} ${name}`,
    );
  },
});

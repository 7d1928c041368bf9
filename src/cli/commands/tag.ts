import type { Edit } from '../../run/annotation.ts';
import { UsageError } from '../../run/errors.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, completing, list } from '../command.ts';
import { editRuns } from '../edit-runs.ts';
import { findRun } from '../find-run.ts';
import { keyValues } from '../key-value.ts';

/** Tags a run, or shows its tags. */
export const tag = command({
  name: 'tag',
  summary: 'Tag a run, or show its tags',
  args: ['<run>', '[key=value...]'],
  completes: ['run', 'tag='],
  options: { delete: completing('tag', list('-d, --delete <key>', 'remove a tag')) },
  examples: [
    { line: 'git run tag @ stage=production', does: 'tag the newest run' },
    { line: 'git run tag swift-otter --delete stage', does: 'remove the tag' },
    { line: 'git run tag swift-otter', does: 'show its tags' },
  ],
  async run(context, { args: [selector, ...words], options }) {
    const { row } = await findRun(context, selector as string);
    if (words.length === 0 && options.delete.length === 0) {
      const lines = Object.entries(row.tags).map(([key, value]) => `${sanitise(key)}=${sanitise(value)}\n`);
      if (lines.length === 0) context.say(`git-run: ${sanitise(row.name)} has no tags`);
      context.out.write(lines.sort().join(''));
      return 0;
    }
    for (const key of options.delete) {
      if (!Object.hasOwn(row.tags, key)) throw new UsageError(`run ${row.name} has no tag '${key}'`);
    }
    const edits: Edit[] = [
      ...options.delete.map(key => ({ kind: 'untag', key }) as const),
      ...Object.entries(keyValues(words, 'a tag')).map(
        ([key, value]) => ({ kind: 'tag', key, value }) as const,
      ),
    ];
    const done = words.length > 0 ? 'tagged' : `removed ${options.delete.join(', ')} of`;
    return editRuns(context, [row.id], edits, name => `${sanitise(done)} ${name}`);
  },
});

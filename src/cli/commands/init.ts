import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findStarter } from '../../config/find-starter.ts';
import { SETTINGS_FILE } from '../../config/settings-file.ts';
import { starterFile } from '../../config/starter.ts';
import { WouldOverwriteError } from '../../run/errors.ts';
import { BareRepositoryError } from '../../run/repository-errors.ts';
import { command, flag } from '../command.ts';

/** Writes `git-run.yaml` from what is found. */
export const init = command({
  name: 'init',
  summary: 'Write git-run.yaml from what is found here, explained line by line',
  description: 'Nothing needs it: git run -- COMMAND works without. It says what to record besides.',
  args: [],
  options: { print: flag('--print', 'print it instead of writing it') },
  examples: [{ line: 'git run init --print', does: 'look first' }],
  async run(context, { options }) {
    const { place, worktree } = await context.repository();
    if (place.workTree === undefined) throw new BareRepositoryError(place.gitDir);
    const text = starterFile(await findStarter(place.workTree, worktree));
    if (options.print) {
      context.out.write(text);
      return 0;
    }
    const file = join(place.workTree, SETTINGS_FILE);
    try {
      await writeFile(file, text, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw new WouldOverwriteError(
        SETTINGS_FILE,
        'it is there already; --print shows what would be written',
      );
    }
    context.say(`git-run: wrote ${SETTINGS_FILE}; look it over and commit it`);
    return 0;
  },
});

import { takeSnapshot } from '../../record/snapshot.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, flag } from '../command.ts';
import { during } from '../during.ts';

/** Keeps the source of now. */
export const snapshot = command({
  name: 'snapshot',
  summary: 'Keep the source of now, to be run later',
  description:
    'Prints the id of a commit with the source as it is, uncommitted edits and untracked files included; nothing in\n' +
    'the work tree, the index or the branches changes. `git run exec --source ID` runs it, hours later if need be.\n' +
    'It is kept by refs/run-snapshots/ID until that ref is deleted.',
  args: [],
  options: { json: flag('--json', 'as JSON') },
  examples: [
    {
      line: 'sbatch job.sh "$(git run snapshot)"',
      does: 'with git run exec --source "$1" -- python train.py in job.sh',
    },
  ],
  async run(context, { options }) {
    const [repository, settings] = [await context.repository(), await context.settings()];
    const request = { repository, settings, env: context.env, now: context.now() };
    const source = await during(context, 'reading the source', takeSnapshot(request));
    const { commit, tree, omitted, raw, stable } = source;
    const said = { commit, tree, stable, omitted, normalised: raw.map(({ path }) => path) };
    context.out.write(options.json ? printJson({ version: JSON_VERSION, ...said }) : `${commit}\n`);
    if (omitted.length > 0) context.say(`git-run: not in the snapshot: ${some(omitted)}`);
    if (raw.length > 0) context.say(`git-run: as Git would check them out, not as they are: ${some(raw)}`);
    if (!stable) context.say('git-run: files changed while the source was read; it may be a mixture');
    return 0;
  },
});

function some(files: readonly { readonly path: string }[]): string {
  const shown = files.slice(0, 5).map(({ path }) => sanitise(path));
  return files.length > 5 ? `${shown.join(', ')} and ${files.length - 5} more` : shown.join(', ');
}

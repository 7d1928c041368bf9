import { resolve } from 'node:path';
import { authorOf } from '../../record/identity.ts';
import { UsageError } from '../../run/errors.ts';
import { RUNS } from '../../run/run-ref.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printFetch } from '../../view/sharing.ts';
import { isBundle } from '../bundle-file.ts';
import { command, flag } from '../command.ts';
import { during } from '../during.ts';
import { remotesDoor } from '../sharing.ts';

/** Takes runs from a bundle. */
export const open = command({
  name: 'open',
  summary: 'Take runs from a file',
  description:
    'Each run is looked over before it is taken, as by git run fetch, and joined with what is here; a file that was opened ' +
    'before changes nothing.',
  args: ['<file>'],
  completes: ['file'],
  options: {
    dryRun: flag('-n, --dry-run', 'only say what would be taken'),
    json: flag('--json', 'as JSON'),
  },
  examples: [{ line: 'git run bundle open runs.bundle', does: 'take what is in it' }],
  async run(context, { args: [word = ''], options: given }) {
    const repository = await context.repository();
    const file = resolve(context.cwd, word);
    if (!(await isBundle(file)))
      throw new UsageError(`${word} is no bundle`, 'git run bundle create makes one');
    const { fetchRuns } = await import('../../share/fetch.ts');
    const work = fetchRuns({
      repository,
      author: authorOf(repository.config, context.env),
      env: context.env,
      now: context.now(),
      sharing: {
        remotes: remotesDoor(repository),
        remote: file,
        prefix: RUNS,
        transfer: {},
      },
      shown: word,
      dryRun: given.dryRun,
    });
    const report = await during(context, 'opening', work);
    const { out } = context;
    out.write(
      given.json ? printJson({ version: JSON_VERSION, ...report }) : printFetch(report, context.styleOf(out)),
    );
    return report.refused.length > 0 ? 1 : 0;
  },
});

import { parseAge } from '../../config/age.ts';
import { remotesOf } from '../../config/chosen-remote.ts';
import { authorOf } from '../../record/identity.ts';
import { foldAside } from '../../remove/fold-runs.ts';
import { GRACE, gc } from '../../remove/gc.ts';
import { UsageError } from '../../run/errors.ts';
import { ONCE } from '../../share/patience.ts';
import type { FoldRemote } from '../../store/ledger/fold.ts';
import { printGc } from '../../view/removal.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { command, flag, text } from '../command.ts';
import type { Context } from '../context.ts';
import { during } from '../during.ts';

/** Deletes what has been in the trash for long, and frees its room. */
export const gcRuns = command({
  name: 'gc',
  summary: 'Delete runs that were in the trash for 90 days; free their room',
  description:
    'A run that git run rm put into the trash is deleted after 90 days (git config run.trashAge). Then the objects that ' +
    'only deleted runs held are removed; nothing else is, least of all work of your own that nothing refers to. ' +
    'What was written in the last two weeks stays for now: a run being recorded may be about to use it. Repositories ' +
    'that borrow objects from this one (git clone --shared) cannot be known: have none, or do not delete. Where more than ' +
    '500 runs have a ref each (git config run.foldAfter) they are folded into a ledger, on the remote that they are ' +
    'shared with as well: nothing of them changes, and Git has fewer refs to go through.',
  args: [],
  options: {
    dryRun: flag('-n, --dry-run', 'only say what would be done'),
    now: flag('--now', 'also free what was written in the last two weeks'),
    olderThan: text('--older-than <age>', 'delete runs in the trash for longer than this: 30d, 2 weeks, 0'),
    auto: flag('--auto', 'only fold runs, where there are very many; says nothing'),
    json: flag('--json', 'as JSON'),
  },
  examples: [
    { line: 'git run gc --dry-run', does: 'what there is to be had' },
    { line: 'git run gc --older-than 0 --now', does: 'empty the trash, for good' },
  ],
  async run(context, { options }) {
    const repository = await context.repository();
    const settings = await context.settings();
    const age = options.olderThan === undefined ? settings.trashAge : parseAge(options.olderThan);
    if (age === undefined) throw new UsageError(`no age '${options.olderThan}'; try 30d, 2 weeks or 0`);
    const request = {
      repository,
      author: authorOf(repository.config, context.env),
      env: context.env,
      now: context.now(),
      trashAge: age,
      grace: options.now ? 0 : GRACE,
      dryRun: options.dryRun,
      foldAfter: settings.foldAfter,
      ...(await sharedFold(context)),
    };
    if (options.auto) {
      await foldAside(request);
      if (settings.maintain) repository.tidy();
      return 0;
    }
    const report = await during(context, 'looking for what only deleted runs hold', gc(request));
    if (options.json) context.out.write(printJson({ version: JSON_VERSION, ...report }));
    else context.out.write(printGc(report));
    if (!options.dryRun && settings.maintain) repository.tidy();
    return 0;
  },
});

/** What is folded here is folded where it is shared. */
async function sharedFold(context: Context): Promise<{ openRemote?: () => Promise<FoldRemote> }> {
  const repository = await context.repository();
  if (remotesOf(repository.config).length === 0) return {};
  return {
    async openRemote() {
      const { openSharing } = await import('../sharing.ts');
      const { foldRemote } = await import('../../share/fold-remote.ts');
      const { sharing, shown, close } = await openSharing(context, undefined, ONCE);
      const author = authorOf(repository.config, context.env);
      try {
        const who = { repository, author, env: context.env, now: context.now() };
        return await foldRemote({ ...who, sharing, shown });
      } finally {
        close();
      }
    },
  };
}

import type { Repository } from '../../git/repository.ts';
import { parseSince } from '../../query/since.ts';
import { authorOf } from '../../record/identity.ts';
import { RunNotFoundError, UsageError } from '../../run/errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { timeOf } from '../../run/run-id.ts';
import { listTips } from '../../store/tips.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printFetch, printMetadata } from '../../view/sharing.ts';
import { command, completing, flag, text } from '../command.ts';
import type { Context } from '../context.ts';
import { type IdParts, idParts } from '../id-parts.ts';
import { openSharing, splitRemote } from '../sharing.ts';

/** Brings runs from a remote, and joins them with what is here. */
export const fetch = command({
  name: 'fetch',
  aliases: ['pull'],
  summary: 'Bring runs from a remote, and join edits',
  description:
    'What is missing here is brought and looked over before it is taken: a run that is not sound is named, and left. ' +
    'Runs that were edited here and there are joined, and nothing is lost. A run that somebody has deleted for good goes ' +
    'here too, unless it was edited since. Your branches, remotes and FETCH_HEAD stay as they are.\n\n' +
    'With --metadata-only nothing comes but what lists need: runs that stay there are listed, filtered and compared, and ' +
    'what is asked for of one is brought when it is. That is kept in a repository beside yours, which stays whole, until ' +
    'git run fetch brings all.\n\n' +
    'The bytes of large artifacts are brought after their runs, by git-lfs; for a run that is named also where only they ' +
    'are missing.\n\n' +
    'The remote is the one that is named, else git config run.remote, else that of the branch, else origin. Runs are ' +
    'named by their ids, or by how those begin or end.',
  args: ['[remote]', '[run...]'],
  completes: ['remote'],
  options: {
    since: text('--since <date>', 'only runs started after a date: 2 days ago, 2026-11-02', '--after'),
    experiment: completing(
      'experiment',
      text('-e, --experiment <name>', 'only runs of an experiment', '--experiment-name'),
    ),
    metadataOnly: flag('--metadata-only', 'only learn of runs, of all there are'),
    noArtifacts: flag('--no-artifacts', 'leave the bytes of large artifacts there'),
    dryRun: flag('-n, --dry-run', 'only say what would be brought'),
    json: flag('--json', 'as JSON'),
  },
  examples: [
    { line: 'git run fetch', does: 'everything that is not here yet' },
    { line: "git run fetch origin --since '1 week ago'", does: 'no older ones' },
    { line: 'git run fetch --metadata-only', does: 'lists of all there is, in a second or two' },
    { line: 'git run fetch -e digits --no-artifacts', does: 'one experiment, large files left there' },
    { line: 'git run fetch origin 01k9x', does: 'those whose id begins so' },
  ],
  async run(context, { args, options: given }) {
    const { remote, rest } = splitRemote(await context.repository(), args);
    const parts = idParts(rest);
    const since =
      given.since === undefined
        ? undefined
        : parseSince(given.since, { now: context.now(), zone: context.zone });
    const isOfSome = rest.length > 0 || since !== undefined;
    const wants = (id: RunId) => parts.fits(id) && (since === undefined || timeOf(id) >= since);
    if (given.metadataOnly)
      return learn(context, { remote, isAll: !isOfSome && given.experiment === undefined, ...given });
    const [{ fetchRuns }, { removal }] = await Promise.all([
      import('../../share/fetch.ts'),
      import('../../share/there.ts'),
    ]);
    const { repository, sharing, shown, stages, clock, onPause, close } = await openSharing(context, remote);
    const large = { of: rest.length > 0 ? 'asked' : 'come', clock, onPause } as const;
    try {
      const now = context.now();
      const author = authorOf(repository.config, context.env);
      const who = { repository, author, env: context.env, now };
      const report = await fetchRuns({
        ...who,
        ...{ sharing, shown },
        ...(isOfSome ? { wants } : {}),
        removal: ref => removal(shown, ref, sharing.prefix),
        ...(given.experiment === undefined ? {} : { experiment: given.experiment }),
        ...(given.noArtifacts ? {} : { large }),
        dryRun: given.dryRun,
      });
      stages.stop();
      if (given.json) context.out.write(printJson({ version: JSON_VERSION, ...report }));
      else context.out.write(printFetch(report, context.styleOf(context.out)));
      await checkNamed(repository, parts, shown);
      return report.refused.length > 0 ? 1 : 0;
    } finally {
      close();
    }
  },
});

interface Learning {
  readonly remote: string | undefined;
  readonly isAll: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Records alone, of all runs: so little that nobody has to choose. */
async function learn(context: Context, { remote, isAll, dryRun, json }: Learning): Promise<number> {
  if (!isAll)
    throw new UsageError('--metadata-only is of all runs: leave out which', 'git run log -e lists some');
  const { fetchMetadata } = await import('../../share/fetch-metadata.ts');
  const { repository, sharing, shown, stages, close } = await openSharing(context, remote);
  try {
    const report = await fetchMetadata({ repository, sharing, shown, dryRun });
    stages.stop();
    context.out.write(json ? printJson({ version: JSON_VERSION, ...report }) : printMetadata(report));
    return 0;
  } finally {
    close();
  }
}

/** Those of its words that no run here answers to either. Throws RunNotFoundError. */
async function checkNamed(repository: Repository, parts: IdParts, shown: string): Promise<void> {
  if (parts.idle().length > 0) for (const { id } of await listTips(repository)) parts.fits(id);
  const [missing] = parts.idle();
  if (missing !== undefined) throw new RunNotFoundError(missing, [], `here or on ${shown}`);
}

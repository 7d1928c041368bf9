import type { RunTip } from '../../run/run-tip.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printPush } from '../../view/sharing.ts';
import { chooseRuns, choosing, chosenBy } from '../choose-runs.ts';
import { command, flag, type Input, list } from '../command.ts';
import type { Context } from '../context.ts';
import { findEnded } from '../find-run.ts';
import { openSharing, splitRemote } from '../sharing.ts';

const options = {
  filter: choosing.filter,
  since: choosing.since,
  until: choosing.until,
  experiment: choosing.experiment,
  status: choosing.status,
  withHistory: flag('--with-history', 'also send commits of your own that the remote does not have yet'),
  allowSecret: list(
    '--allow-secret <fingerprint>',
    'send a run although this was found in it: it is no secret',
  ),
  dryRun: flag('-n, --dry-run', 'only say what would be sent'),
  json: flag('--json', 'as JSON'),
};

/** Sends runs to a remote. */
export const push = command({
  name: 'push',
  summary: 'Send runs to a remote',
  description:
    'Sends the runs that the remote lacks, and edits that it has not seen; with no run named, of all of them. Commits of ' +
    'your own that you have not pushed never go with them, nor a run that holds what looks like a secret. A run that was ' +
    'edited there as well stays as it is: git run fetch joins the two. One that is refused does not keep the others from ' +
    'going; the exit code is 1 then. Whatever interrupts it, the next push sends the rest.\n\n' +
    'The remote is the one that is named, else git config run.remote, else that of the branch, else origin. With git ' +
    'config run.push always each run is sent when it has ended. On a host that takes branches alone: git config ' +
    'run.refPrefix refs/heads/runs/.',
  args: ['[remote]', '[run...]'],
  completes: ['remote', 'run'],
  options,
  examples: [
    { line: 'git run push', does: 'all that the remote lacks' },
    { line: 'git run push --dry-run', does: 'what would be sent, and how much' },
    { line: 'git run push @', does: 'the newest run' },
    { line: "git run push origin --filter 'metrics.acc > 0.9'", does: 'the good ones' },
  ],
  async run(context, input) {
    const { options: given } = input;
    const { remote, rest } = splitRemote(await context.repository(), input.args);
    const tips = await chosenTips(context, rest, given);
    const [{ pushRuns }, { hostLimits }] = await Promise.all([
      import('../../share/push.ts'),
      import('../../share/host-limits.ts'),
    ]);
    const shared = await openSharing(context, remote);
    const { repository, sharing, shown, address, stages, clock, onPause } = shared;
    try {
      const report = await pushRuns({
        repository,
        sharing,
        shown,
        tips: tips.runs,
        isAll: tips.isAll,
        withHistory: given.withHistory,
        allowed: new Set(given.allowSecret),
        dryRun: given.dryRun,
        now: context.now(),
        limits: hostLimits(address),
        clock,
        onPause,
      });
      stages.stop();
      if (given.json) context.out.write(printJson({ version: JSON_VERSION, ...report }));
      else context.out.write(printPush(report, context.styleOf(context.out)));
      return report.refused.length > 0 ? 1 : 0;
    } finally {
      stages.stop();
    }
  },
});

interface ChosenTips {
  readonly runs: readonly RunTip[];
  readonly isAll: boolean;
}

async function chosenTips(
  context: Context,
  selectors: readonly string[],
  given: Input<typeof options>['options'],
): Promise<ChosenTips> {
  const { filter, since, until, experiment, status } = given;
  const wish = { filter, since, until, experiment, status };
  if (selectors.length > 0) {
    const runs: RunTip[] = [];
    for (const selector of selectors) {
      const { row, loaded } = await findEnded(context, selector);
      runs.push({ id: row.id, commit: loaded.commit });
    }
    return { runs, isAll: false };
  }
  if (chosenBy(wish) !== undefined) {
    const none = { count: undefined, sort: [], best: undefined, per: [], remote: undefined };
    const rows = await chooseRuns(context, { ...wish, ...none });
    return {
      runs: rows.flatMap(({ id, commit }) => (commit === undefined ? [] : [{ id, commit }])),
      isAll: false,
    };
  }
  const { listTips } = await import('../../store/tips.ts');
  return { runs: await listTips(await context.repository()), isAll: true };
}

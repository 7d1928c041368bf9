import { UsageError } from '../../run/errors.ts';
import type { planPush } from '../../share/plan-push.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printPush } from '../../view/sharing.ts';
import { chosenTips, sending } from '../choose-tips.ts';
import { command, flag, type Input } from '../command.ts';
import { openSharing, splitRemote } from '../sharing.ts';

const options = {
  ...sending,
  delete: flag(
    '-d, --delete',
    'remove the runs that are named from the remote; they stay here, and the next push of all sends them again',
  ),
  prune: flag('--prune', 'remove from the remote what was deleted here for good'),
  noArtifacts: flag(
    '--no-artifacts',
    'leave the bytes of large artifacts here; the runs have pointers to them',
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
    'The bytes of large artifacts go ahead of their runs, by git-lfs, to where the remote keeps such files. Plain git push ' +
    'sends but the pointers to them, unless git lfs install was run here.\n\n' +
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
    { line: 'git run push --delete swift-otter', does: 'take one back that should not be there' },
    { line: "git run push origin --filter 'metrics.acc > 0.9'", does: 'the good ones' },
  ],
  async run(context, input) {
    const { options: given } = input;
    if (given.delete && given.prune) throw new UsageError('--delete or --prune, not both');
    const { remote, rest } = splitRemote(await context.repository(), input.args);
    if (given.delete && rest.length === 0)
      throw new UsageError('which runs are to be removed there?', 'git run push --delete RUN');
    if (given.prune && rest.length > 0)
      throw new UsageError('--prune is of all that was deleted, not of runs by name');
    const tips = given.prune ? { tips: [], isAll: true } : await chosenTips(context, rest, given);
    const [{ carryOut }, plan, { hostLimits }] = await Promise.all([
      import('../../share/push.ts'),
      plannerOf(given),
      import('../../share/host-limits.ts'),
    ]);
    const shared = await openSharing(context, remote);
    const { repository, sharing, shown, address, stages, clock, onPause, close } = shared;
    try {
      const request = {
        repository,
        sharing,
        shown,
        ...tips,
        withHistory: given.withHistory,
        allowed: new Set(given.allowSecret),
        dryRun: given.dryRun,
        withLarge: !given.noArtifacts,
        now: context.now(),
        limits: hostLimits(address),
        clock,
        onPause,
      };
      const report = await carryOut(request, await plan(request));
      stages.stop();
      if (given.json) context.out.write(printJson({ version: JSON_VERSION, ...report }));
      else context.out.write(printPush(report, context.styleOf(context.out)));
      return report.refused.length > 0 ? 1 : 0;
    } finally {
      close();
    }
  },
});

/** What is to be planned. */
async function plannerOf(given: Input<typeof options>['options']): Promise<typeof planPush> {
  if (given.prune) return (await import('../../share/plan-delete.ts')).planPrune;
  if (given.delete) return (await import('../../share/plan-delete.ts')).planDelete;
  return (await import('../../share/plan-push.ts')).planPush;
}

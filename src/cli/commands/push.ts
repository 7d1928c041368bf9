import { GitRunError, UsageError } from '../../run/errors.ts';
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
    'run.refPrefix refs/heads/runs/. A remote with several push URLs has what each of them lacks sent there.',
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
    const [{ carryOut }, plan, { eachPlace }, { hostLimits }] = await Promise.all([
      import('../../share/push.ts'),
      plannerOf(given),
      import('../../share/each-place.ts'),
      import('../../share/host-limits.ts'),
    ]);
    const shared = await openSharing(context, remote);
    const { repository, stages, clock, onPause, close } = shared;
    const places = eachPlace(repository.config, { ...shared, limits: hostLimits(shared.address) });
    try {
      const { done, failed } = await eachDone(places, async place => {
        const request = {
          ...{ repository, ...place, ...tips, clock, onPause },
          withHistory: given.withHistory,
          allowed: new Set(given.allowSecret),
          dryRun: given.dryRun,
          withLarge: !given.noArtifacts,
          now: context.now(),
        };
        return carryOut(request, await plan(request));
      });
      stages.stop();
      const [first, ...others] = done;
      const all = { version: JSON_VERSION, ...first, ...(others.length === 0 ? {} : { others }) };
      if (given.json && first !== undefined) context.out.write(printJson(all));
      else for (const report of done) context.out.write(printPush(report, context.styleOf(context.out)));
      if (failed !== undefined) throw failed;
      return done.some(({ refused }) => refused.length > 0) ? 1 : 0;
    } finally {
      close();
    }
  },
});

/** Does all of them: one place that cannot be reached keeps no other from having what it lacks. The first failure is told. */
async function eachDone<Of, Result>(
  all: readonly Of[],
  act: (one: Of) => Promise<Result>,
): Promise<{ readonly done: readonly Result[]; readonly failed?: GitRunError }> {
  const done: Result[] = [];
  const failures: GitRunError[] = [];
  for (const one of all) {
    try {
      done.push(await act(one));
    } catch (error) {
      if (!(error instanceof GitRunError)) throw error;
      failures.push(error);
    }
  }
  const [failed] = failures;
  return { done, ...(failed && { failed }) };
}

/** What is to be planned. */
async function plannerOf(given: Input<typeof options>['options']): Promise<typeof planPush> {
  if (given.prune) return (await import('../../share/plan-delete.ts')).planPrune;
  if (given.delete) return (await import('../../share/plan-delete.ts')).planDelete;
  return (await import('../../share/plan-push.ts')).planPush;
}

/** The runs that are to be sent somewhere, and what may go with them: what push and bundle share. */
import { parseRunId, type RunId } from '../run/run-id.ts';
import type { RunTip } from '../run/run-tip.ts';
import { findTips, listTips } from '../store/tips.ts';
import { formatCount } from '../view/format.ts';
import { chooseRuns, choosing, chosenBy } from './choose-runs.ts';
import { flag, type Input, list } from './command.ts';
import type { Context } from './context.ts';
import { findHere } from './find-here.ts';

/** The options. */
export const sending = {
  filter: choosing.filter,
  since: choosing.since,
  until: choosing.until,
  experiment: choosing.experiment,
  status: choosing.status,
  withHistory: flag('--with-history', 'also send commits of your own that are not published yet'),
  allowSecret: list(
    '--allow-secret <fingerprint>',
    'send a run although this was found in it: it is no secret',
  ),
};

export interface ChosenTips {
  readonly tips: readonly RunTip[];
  readonly isAll: boolean;
}

/** Finds them: by name, by what they are, or all. Throws RunNotFoundError, RunNotEndedError, UsageError, FilterError. */
export async function chosenTips(
  context: Context,
  selectors: readonly string[],
  given: Input<typeof sending>['options'],
): Promise<ChosenTips> {
  const { filter, since, until, experiment, status } = given;
  const wish = { filter, since, until, experiment, status };
  if (selectors.length > 0) return { tips: await namedTips(context, selectors), isAll: false };
  if (chosenBy(wish) !== undefined) {
    const none = { count: undefined, sort: [], best: undefined, per: [], remote: undefined };
    const rows = await chooseRuns(context, { ...wish, ...none });
    const ended = rows.filter(({ commit }) => commit !== undefined);
    const tips = await findTips(
      await context.repository(),
      ended.map(({ id }) => id),
    );
    const left = ended.length - tips.length;
    if (left > 0)
      context.say(
        `git-run: ${formatCount(left, 'run')} left out that ${left === 1 ? 'is' : 'are'} not here: git run fetch`,
      );
    return { tips, isAll: false };
  }
  return { tips: await listTips(await context.repository()), isAll: true };
}

/** Whole ids, of which there may be very many, are found without a look at the runs. */
async function namedTips(context: Context, selectors: readonly string[]): Promise<RunTip[]> {
  const repository = await context.repository();
  const ids = selectors.map(parseRunId);
  const known = new Map(
    (
      await findTips(
        repository,
        ids.filter(id => id !== undefined),
      )
    ).map(tip => [tip.id, tip]),
  );
  const tips: RunTip[] = [];
  for (const [at, selector] of selectors.entries()) {
    const tip = known.get(ids[at] as RunId);
    if (tip !== undefined) tips.push(tip);
    else {
      const { row, loaded } = await findHere(context, selector);
      tips.push({ id: row.id, commit: loaded.commit });
    }
  }
  return tips;
}

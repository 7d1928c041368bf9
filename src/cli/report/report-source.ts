/** Which runs a report is of, and with which of them what is compared. */
import { UsageError } from '../../run/errors.ts';
import type { RunRow } from '../../run/run-row.ts';
import { chooseRuns, chosenBy, type Wish } from '../choose-runs.ts';
import type { Context } from '../context.ts';
import { findRun } from '../find-run.ts';
import { isRange, rangeOfJob, readRange } from './range.ts';
import { runsOfRange } from './reported-runs.ts';

export interface ReportWish extends Wish {
  readonly baseline: string | undefined;
}

export interface ReportSource {
  readonly rows: readonly RunRow[];
  readonly range?: { readonly text: string; readonly commits: number };
  readonly baseline?: RunRow | undefined;
  readonly subject?: RunRow | undefined;
}

/**
 * Finds them: runs that are named, of a range of commits, or chosen by options; of nothing that is said, those of the
 * pull request that this job of a CI is for, else the newest. Throws UsageError.
 */
export async function reportSource(
  context: Context,
  words: readonly string[],
  wish: ReportWish,
): Promise<ReportSource> {
  const found = await foundBy(context, words, wish);
  const named = wish.baseline === undefined ? undefined : (await findRun(context, wish.baseline)).row;
  const baseline = named ?? found.baseline;
  const rows = found.rows.filter(({ id }) => id !== baseline?.id);
  // In their order the first is the best, or the newest.
  const subject = rows.find(({ status }) => status === 'finished') ?? rows.find(({ ended }) => ended);
  return { ...found, rows, baseline, subject };
}

async function foundBy(
  context: Context,
  words: readonly string[],
  wish: ReportWish,
): Promise<Omit<ReportSource, 'subject'>> {
  const ranges = words.filter(isRange);
  const isChosen = chosenBy(wish) !== undefined;
  if (ranges.length > 1 || (ranges.length === 1 && words.length > 1))
    throw new UsageError('one range of commits, or runs by their names, not both');
  if (words.length > 0 && ranges.length === 0) {
    const rows: RunRow[] = [];
    for (const word of words) rows.push((await findRun(context, word)).row);
    return { rows };
  }
  const range = ranges[0] ?? (isChosen ? undefined : rangeOfJob(context.env));
  if (range === undefined) return { rows: await chooseRuns(context, isChosen ? wish : newest(wish)) };
  const repository = await context.repository();
  // What was cut off may be what tells the two apart.
  if (repository.place.shallow)
    context.say('git-run: this clone is shallow, and the range may be another one: git fetch --unshallow');
  const { text, commits, ...rest } = await readRange(repository, range);
  const { rows, baseline } = await runsOfRange(context, { text, commits, ...rest });
  const ids = new Set(rows.map(({ id }) => id));
  const ordered = isChosen ? (await chooseRuns(context, wish)).filter(({ id }) => ids.has(id)) : rows;
  return { rows: ordered, range: { text, commits: commits.size }, baseline };
}

function newest(wish: ReportWish): Wish {
  return { ...wish, count: '1' };
}

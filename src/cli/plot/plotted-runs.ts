/** The runs of a plot: those that are named, and those that the options choose. */
import type { RunRow } from '../../run/run-row.ts';
import { formatCount } from '../../view/format.ts';
import { chooseRuns, chosenBy, type Wish } from '../choose-runs.ts';
import type { Context } from '../context.ts';
import { findEnded } from '../find-run.ts';
import { sayNone } from '../say-missing.ts';

/** A run that has ended: the points of one in progress are in its journal yet. */
export type EndedRow = RunRow & { readonly commit: string };

/**
 * Finds them, each once; without names or wishes it is the newest, or, where runs are drawn against each other, all.
 * Says what is passed over.
 */
export async function plottedRuns(
  context: Context,
  selectors: readonly string[],
  wish: Wish,
  areCompared = false,
): Promise<readonly EndedRow[]> {
  const named: RunRow[] = [];
  const isWished = chosenBy(wish) !== undefined || (areCompared && selectors.length === 0);
  for (const selector of selectors.length === 0 && !isWished ? ['@'] : selectors)
    named.push((await findEnded(context, selector)).row);
  const chosen = isWished ? await chooseRuns(context, wish) : [];
  if (isWished && chosen.length === 0) await sayNone(context, wish);
  const rows = [...new Map([...named, ...chosen].map(row => [row.id, row])).values()];
  const ended = rows.filter(isEnded);
  const going = rows.length - ended.length;
  if (going > 0) context.say(`git-run: passed over ${formatCount(going, 'run')} in progress`);
  return ended;
}

function isEnded(row: RunRow): row is EndedRow {
  return row.commit !== undefined;
}

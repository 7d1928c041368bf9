/** The runs that a list is about: chosen by options that lists, comparisons and plots share. */

import { bestRuns } from '../query/best.ts';
import type { Directions } from '../query/direction.ts';
import { type Key, parseKey, parseKeys } from '../query/lookup.ts';
import { parseSort, type SortKey, sortRuns } from '../query/sort.ts';
import { topRuns } from '../query/top.ts';
import { UsageError } from '../run/errors.ts';
import { RUN_STATUSES } from '../run/run.ts';
import { timeOf } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { plainRow } from '../store/index/excerpt.ts';
import { allRows } from './all-rows.ts';
import { completing, type Input, list, remoteOption, text } from './command.ts';
import type { Context } from './context.ts';
import { metricDirections } from './directions.ts';
import { type RunTest, testOf } from './run-test.ts';
import { newestRows } from './runs.ts';
import { sayIdle, sayLacking } from './say-missing.ts';
import { asksSignatures, withSignatures } from './signatures.ts';

/** The options. */
export const choosing = {
  count: text('-n, --max-count <n>', 'show at most so many runs'),
  filter: list('--filter <expression>', "only runs it is true of: 'metrics.acc > 0.9 and params.opt = adam'"),
  since: text('--since <date>', "only runs started after a date: '2 days ago', 2026-11-02", '--after'),
  until: text('--until <date>', 'only runs started before a date', '--before'),
  experiment: completing(
    'experiment',
    text('-e, --experiment <name>', 'only runs of an experiment', '--experiment-name'),
  ),
  status: completing(
    RUN_STATUSES,
    list('--status <status>', 'only running, finished, failed, killed or lost runs'),
  ),
  sort: completing(
    'sort',
    list(
      '--sort <key>',
      "by metrics.acc (the best first), started (the newest), params.lr …; -key descends, 'key asc' ascends",
    ),
  ),
  best: text('--best <key>', 'of each --per only the run that is best by metrics.acc, duration …'),
  per: list('--per <key>', 'with --best: of each params.model …'),
  remote: remoteOption,
};

export type Wish = Input<typeof choosing>['options'] & { readonly trashed?: boolean };

/** The option that says which runs, or in which order; undefined where none does. */
export function chosenBy(wish: Partial<Wish>): string | undefined {
  const { count, filter, since, until, experiment, status, sort, best, per } = wish;
  const options = { filter, since, until, experiment, status, sort, best, per, 'max-count': count };
  const asked = Object.entries(options).find(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
  return asked && `--${asked[0]}`;
}

/** Chooses them, in their order. Throws UsageError, FilterError. */
export async function chooseRuns(context: Context, wish: Wish): Promise<readonly RunRow[]> {
  const count = countOf(wish.count);
  const asks = wish.sort.length + wish.filter.length > 0 || wish.best !== undefined;
  const declared = asks ? await metricDirections(context) : {};
  const keys = parseSort(wish.sort, declared);
  const best = bestOf(wish, declared);
  const test = await testOf(context, wish, declared);
  if (count === 0) return [];
  const order = { count, isByTime: keys.length === 0 && best === undefined };
  const ordering = [...keys.map(({ key }) => key), ...(best === undefined ? [] : [best.key, ...best.per])];
  const asked = { ...test, asksSignatures: test.asksSignatures || asksSignatures(ordering) };
  const chosen = best === undefined ? topRuns(keys, count) : bestRuns(best.key, best.per);
  await eachCandidate(context, asked, order, row => chosen.add(row));
  if (best === undefined) await sayIdle(context, chosen.idle() as SortKey[]);
  else await sayLacking(context, chosen.idle() as Key[]);
  const sorted = best === undefined ? chosen.rows() : sortRuns(chosen.rows(), keys).slice(0, count);
  return sorted.map(plainRow);
}

/** As `chooseRuns`, one by one as they are read, and none is held; where they have an order, all are. */
export async function* streamRuns(context: Context, wish: Wish): AsyncGenerator<RunRow> {
  const count = countOf(wish.count);
  if (hasOrder(wish)) yield* await chooseRuns(context, wish);
  else if (count > 0) yield* byTime(context, await plainTest(context, wish), count);
}

/** Tells of each run that `streamRuns` would give where there is no order, in whatever order is the quickest. */
export async function hearRuns(context: Context, wish: Wish, hear: (row: RunRow) => void): Promise<void> {
  const count = countOf(wish.count);
  const test = await plainTest(context, wish);
  if (count > 0) await eachCandidate(context, test, { count, isByTime: true }, hear);
}

/** Whether their order, or which they are, is only known when all have been read. */
export function hasOrder(wish: Wish): boolean {
  return wish.sort.length + wish.per.length > 0 || wish.best !== undefined;
}

async function plainTest(context: Context, wish: Wish): Promise<RunTest> {
  return testOf(context, wish, wish.filter.length > 0 ? await metricDirections(context) : {});
}

interface Order {
  readonly count: number;
  /** Whether the newest are wanted. */
  readonly isByTime: boolean;
}

/** Tells of the runs that pass. By time no more are read than are wanted. */
async function eachCandidate(
  context: Context,
  test: RunTest,
  { count, isByTime }: Order,
  hear: (row: RunRow) => void,
): Promise<void> {
  const { isPlain, since, fits, isCandidate } = test;
  const isBounded = isByTime && (Number.isFinite(count) || since > Number.NEGATIVE_INFINITY);
  // A few are read one by one sooner than all are looked through; and from a remote each one has to be fetched.
  if (!isBounded || (!isPlain && context.remote === undefined)) {
    for await (const some of allRows(context)) {
      const rows = test.asksSignatures ? await withSignatures(context, [...some].filter(isCandidate)) : some;
      for (const row of rows) {
        const answer = fits(row);
        const passed = answer instanceof Promise ? await answer : answer;
        if (passed !== undefined) hear(passed);
      }
    }
    return;
  }
  for await (const row of byTime(context, test, count)) hear(row);
}

/** The runs that pass, the newest first, as they are read: none is held, and no more are read than are wanted. */
async function* byTime(
  context: Context,
  { isPlain, since, fits, ...test }: RunTest,
  count: number,
): AsyncGenerator<RunRow> {
  let left = count;
  for await (const row of newestRows(context, isPlain && Number.isFinite(count) ? count : undefined)) {
    // Newest first: nothing further back can be young enough.
    if (timeOf(row.id) < since) return;
    const [known = row] = test.asksSignatures ? await withSignatures(context, [row]) : [row];
    const passed = await fits(known);
    if (passed !== undefined) yield passed;
    if (passed !== undefined && --left <= 0) return;
  }
}

function bestOf({ best, per }: Wish, declared: Directions): { key: Key; per: Key[] } | undefined {
  if (best === undefined && per.length > 0)
    throw new UsageError('--per needs --best: the best of each by what?');
  if (best === undefined) return undefined;
  return { key: parseKey(best, declared), per: parseKeys(per, declared) };
}

function countOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(text)) throw new UsageError(`-n needs a whole number, not '${text}'`);
  return Number(text);
}

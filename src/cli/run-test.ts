/** The test of a run: the conditions that options of a list come to. */
import type { Directions } from '../query/direction.ts';
import { type Filter, keysOf } from '../query/filter/filter.ts';
import { parseFilter } from '../query/filter/parse.ts';
import { parseSince, parseUntil } from '../query/since.ts';
import { UsageError } from '../run/errors.ts';
import { isRunStatus, RUN_STATUSES } from '../run/run.ts';
import { timeOf } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { plainRow } from '../store/index/excerpt.ts';
import { loadInputs } from '../store/load.ts';
import type { Context } from './context.ts';
import { asksSignatures } from './signatures.ts';

/** As they were typed. */
export interface Conditions {
  readonly filter: readonly string[];
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly experiment: string | undefined;
  readonly status: readonly string[];
  readonly trashed?: boolean;
}

/** Whether a run is among those that were wished for. */
export interface RunTest {
  /** Whether every run passes but old ones and those of the trash. */
  readonly isPlain: boolean;
  /** ms since 1970. */
  readonly since: number;
  /** Whether it can only be told of rows that have their signatures. */
  readonly asksSignatures: boolean;
  /** Whether it passes as far as can be told without its filters, at next to no cost. */
  isCandidate(row: RunRow): boolean;
  /** The row of a run that passes, with all that was asked of it. */
  fits(row: RunRow): RunRow | undefined | Promise<RunRow | undefined>;
}

/** Makes the test. Throws UsageError, FilterError. */
export async function testOf(context: Context, wish: Conditions, declared: Directions): Promise<RunTest> {
  const today = { now: context.now(), zone: context.zone };
  const since = wish.since === undefined ? Number.NEGATIVE_INFINITY : parseSince(wish.since, today);
  const until = wish.until === undefined ? Number.POSITIVE_INFINITY : parseUntil(wish.until, today);
  for (const status of wish.status) checkStatus(status);
  const filter = filterOf(wish, declared);
  // Only who filters waits for it.
  const passes =
    wish.filter.length === 0
      ? () => true
      : (await import('../query/filter/matches.ts')).matcher(filter, today);
  const keys = keysOf(filter);
  const asksInputs = keys.some(({ kind }) => kind === 'input');
  const { experiment, status, trashed = false } = wish;
  const isCandidate = (row: RunRow) => {
    const started = timeOf(row.id);
    if (started < since || started > until || row.trashed !== trashed) return false;
    if (experiment !== undefined && row.experiment !== experiment) return false;
    return status.length === 0 || status.includes(row.status);
  };
  const withInputs = async (row: RunRow) => {
    const { id, commit } = row;
    if (commit === undefined) return row;
    return { ...plainRow(row), inputs: await loadInputs((await context.source()).objects, { id, commit }) };
  };
  const passing = (row: RunRow) => (passes(row) ? row : undefined);
  return {
    isPlain: isPlain(wish),
    since,
    asksSignatures: asksSignatures(keys),
    isCandidate,
    fits(row) {
      if (!isCandidate(row)) return undefined;
      return asksInputs ? withInputs(row).then(passing) : passing(row);
    },
  };
}

function isPlain({ experiment, until, status, filter, trashed = false }: Conditions): boolean {
  return experiment === undefined && until === undefined && status.length + filter.length === 0 && !trashed;
}

/** All filters as one. Throws FilterError. */
export function filterOf({ filter }: Pick<Conditions, 'filter'>, declared: Directions = {}): Filter {
  return { kind: 'and', of: filter.map(text => parseFilter(text, declared)) };
}

function checkStatus(status: string): void {
  if (!isRunStatus(status))
    throw new UsageError(`no status '${status}'; there are ${RUN_STATUSES.join(', ')}`);
}

/** What the terminal UI computes about all of its rows, in this process: next to a look at each of them. */
import type { RunRow } from '../src/run/run-row.ts';
import { surveyOf } from '../src/tui/panes/remote-view.ts';
import { standings } from '../src/tui/state/remote.ts';
import { reduceRuns } from '../src/tui/state/runs.ts';
import { idAt, NOW } from '../test/support/run-rows.ts';
import { listOf, manyRows } from '../test/support/tui-state.ts';
import { comparedTimes } from './measure.ts';
import { type Benchmark, row } from './rows.ts';
import type { Row } from './table.ts';

/** Times a look at each row. */
const BUDGETS = { remote: 5, changed: 0.5 };

export const terminalState: Benchmark = {
  name: 'ui-state',
  async measure({ quick }) {
    const rows = manyRows(quick ? 10_000 : 100_000);
    const rounds = quick ? 5 : 25;
    return [await againstRemote(rows, rounds), await changed(rows, rounds)];
  },
};

/** Runs here and on a remote: most on both sides, many on one. */
function againstRemote(rows: readonly RunRow[], rounds: number): Promise<Row> {
  const there = new Map(rows.slice(0, rows.length * 0.6).map(one => [one.id, one.commit as string]));
  for (let n = 0; n < rows.length / 20; n++) there.set(idAt(NOW - n * 7_000_000, `x${n}`), 'x');
  const what = `ui: ${rows.length} runs compared with a remote`;
  return beside(what, rows, rounds, () => surveyOf(standings(rows, there)), BUDGETS.remote);
}

/** A run in progress says something new. */
function changed(rows: readonly RunRow[], rounds: number): Promise<Row> {
  const list = listOf(rows);
  const live = { ...(rows[rows.length / 2] as RunRow), note: 'x' };
  const work = () => reduceRuns(list, { kind: 'changed', rows: [live], gone: [] });
  return beside(`ui: one of ${rows.length} runs changed`, rows, rounds, work, BUDGETS.changed);
}

async function beside(
  what: string,
  rows: readonly RunRow[],
  rounds: number,
  work: () => unknown,
  budget: number,
): Promise<Row> {
  const look = () => new Map(rows.map(one => [one.id, one]));
  const comparison = await comparedTimes(
    () => timeOf(work),
    () => timeOf(look),
    rounds,
  );
  return row(what, 'a Map of them', comparison, budget);
}

/** Milliseconds of computing. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

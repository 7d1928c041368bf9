/** Runs as the terminal UI lists them: a handful that tests tell apart, and states that show them. */
import { paramOfText } from '../../src/run/param.ts';
import type { RunRow } from '../../src/run/run-row.ts';
import { NO_RUNS, NO_WISH, type RunsState, reduceRuns } from '../../src/tui/state/runs.ts';
import { themeOf } from '../../src/tui/theme.ts';
import { idAt, NOW, sampleRow } from './run-rows.ts';

/** What relative times are seen from. */
export const CLOCK = { now: NOW, zone: () => 0 };

/** A theme that says with letters alone, so that a test can read it. */
export const PLAIN_THEME = {
  ...themeOf({ name: 'none', depth: 1, background: 'dark' }),
  cursor: (text: string) => `>${text.slice(1)}`,
  faint: (text: string) => text,
  marked: (text: string) => text,
  key: (text: string) => text,
  match: (text: string) => `[${text}]`,
  error: (text: string) => text,
  rule: (text: string) => text,
};

const plain = (text: string) => text;

/** The same, without the weights. */
export const BARE_THEME = {
  ...PLAIN_THEME,
  style: { ...PLAIN_THEME.style, bold: plain, dim: plain, underline: plain },
};

/** So many runs, an hour apart, the newest first; of the n-th acc is n / 100, and lr is 0.1 of even ones. */
export function someRows(count: number): RunRow[] {
  return Array.from({ length: count }, (_, n) => {
    const started = NOW - (n + 1) * 3_600_000;
    const value = n / 100;
    const row = sampleRow({
      id: idAt(started, `${n}`.padStart(8, '0')),
      name: `run-${n}`,
      started: new Date(started).toISOString(),
      ended: new Date(started + 60_000).toISOString(),
      metrics: { acc: { last: value, min: value, max: value, count: 1, step: 0 } },
      params: { lr: paramOfText(n % 2 === 0 ? '0.1' : '0.2', { kind: 'option' }) },
    });
    return { ...row, commit: `${n}`.padStart(40, '0') };
  });
}

/** So many runs, a minute apart, that are alike but for their ids and commits: made quickly. */
export function manyRows(count: number): RunRow[] {
  const row = sampleRow();
  return Array.from({ length: count }, (_, n) => ({
    ...row,
    id: idAt(NOW - n * 60_000, `${n}`),
    commit: `${n}`.padStart(40, '0'),
  }));
}

/** A list of runs, read to its end. */
export function listOf(rows: readonly RunRow[]): RunsState {
  const today = { now: NOW, zone: () => 0 };
  const wished = { ...NO_RUNS, wish: { ...NO_WISH, today } };
  return reduceRuns(wished, { kind: 'runs', rows, isComplete: true });
}

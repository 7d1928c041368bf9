/** Panes that are pictures on a screen, in words: curves, the output, the remote. */
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise, sanitiseLog } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppState } from '../state/app.ts';
import { countStandings, standings } from '../state/remote.ts';
import { chosenRuns, currentRun } from '../state/runs.ts';
import { seriesLine } from './series-line.ts';

/** What is read of a pane, as a key, and who reads it. */
export interface PaneText {
  readonly of: string;
  read(desk: Desk): Promise<readonly string[]>;
}

/** What is read out of the pane that has the keys; undefined where it is another kind, or about nothing. */
export function paneText({ focus, runs }: AppState): PaneText | undefined {
  const row = currentRun(runs);
  switch (focus) {
    case 'metrics': {
      const rows = chosenRuns(runs).slice(0, MOST_RUNS);
      const of = rows.map(({ id, commit }) => `${id} ${commit ?? ''}`).join();
      return rows.length === 0 ? undefined : { of, read: desk => readCurves(desk, rows) };
    }
    case 'output':
      return row && { of: `${row.id} ${row.commit ?? ''}`, read: desk => readOutput(desk, row.id) };
    case 'remote':
      return { of: 'remote', read: desk => readRemote(desk, runs.rows) };
    default:
      return undefined;
  }
}

/** More than that nobody listens to. */
const MOST_RUNS = 8;
const MOST_METRICS = 40;

async function readCurves(desk: Desk, rows: ReturnType<typeof chosenRuns>): Promise<string[]> {
  const said: string[] = [];
  for (const row of rows) {
    const metrics = await desk.metricsOf(row);
    const [series] = await desk.series([row], metrics.slice(0, MOST_METRICS));
    said.push(`${sanitise(row.name)}: ${formatCount(metrics.length, 'metric')}`);
    for (const [metric, one] of series ?? []) said.push(seriesLine(metric, one));
  }
  return said;
}

/** So many lines tell how it ended. */
const LAST = 20;

async function readOutput(desk: Desk, id: Parameters<Desk['log']>[0]): Promise<string[]> {
  const { parts, read } = await desk.log(id);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const last = parts.at(-1);
  if (last === undefined || bytes === 0) return ['no output'];
  const text = sanitiseLog(Buffer.from(await read(last.name)).toString(), { colours: false });
  const lines = text.replace(/\n+$/, '').split('\n');
  return [`${formatBytes(bytes)} of output; its last lines:`, ...lines.slice(-LAST)];
}

async function readRemote(desk: Desk, rows: AppState['runs']['rows']): Promise<string[]> {
  const [remote] = await desk.remotes();
  if (remote === undefined) return ['no remote yet: git remote add origin URL'];
  const { both, here, there, differs } = countStandings(standings(rows, await desk.there(remote)));
  return [
    `${sanitise(remote)}: ${both} here and there, ${here} only here, ${there} only there, ${differs} not the same`,
  ];
}

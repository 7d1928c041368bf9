import { lookup, printKey } from '../../query/lookup.ts';
import type { RunRow } from '../../query/run-row.ts';
import { parseSince, parseUntil } from '../../query/since.ts';
import { parseSort, type SortKey, sortRuns } from '../../query/sort.ts';
import { UsageError } from '../../run/errors.ts';
import { timeOf } from '../../run/run-id.ts';
import { printRuns } from '../../view/run-list.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, flag, type Input, list, remoteOption, text } from '../command.ts';
import type { Context } from '../context.ts';
import { page } from '../pager.ts';
import { checkExperiment, runRows } from '../runs.ts';

const options = {
  count: text('-n, --max-count <n>', 'show at most so many runs'),
  since: text('--since <date>', "only runs started after a date: '2 days ago', 2026-11-02", '--after'),
  until: text('--until <date>', 'only runs started before a date', '--before'),
  experiment: text('-e, --experiment <name>', 'only runs of an experiment', '--experiment-name'),
  status: list('--status <status>', 'only running, finished, failed, killed or lost runs'),
  sort: list('--sort <key>', 'by metrics.acc, params.lr, started, duration …; -key turns it round'),
  columns: text('--columns <keys>', 'what to show: id,name,metrics.acc,params.lr,tags.stage …'),
  oneline: flag('--oneline', 'a line for each run'),
  json: flag('--json', 'everything, as JSON'),
  csv: flag('--csv', 'as CSV'),
  trashed: flag('--trashed', 'the runs in the trash instead'),
  remote: remoteOption,
  noPager: flag('--no-pager', 'do not page'),
};

/** Lists runs, newest first. */
export const log = command({
  name: 'log',
  summary: 'List runs: filter, sort, choose columns',
  args: [],
  options,
  examples: [
    { line: 'git run log -n 20', does: 'the newest 20' },
    { line: 'git run log --status finished --sort metrics.acc -n 1', does: 'the best' },
    { line: 'git run log --remote origin', does: 'those of a remote, without a fetch' },
    { line: 'git run log --columns name,params.lr,metrics.loss.min --csv', does: 'for a spreadsheet' },
  ],
  async run(here, input) {
    const context = here.at(input.options.remote);
    const rows = await chosenRows(context, input);
    const { options: given } = input;
    const text = printRuns(rows, {
      format: given.json ? 'json' : given.csv ? 'csv' : given.oneline ? 'oneline' : 'table',
      columns: given.columns?.split(','),
      width: context.out.columns,
      style: context.styleOf(context.out),
      now: context.now(),
      zone: context.zone,
    });
    if (rows.length === 0 && !given.json && !given.csv) context.say(await nothing(context, input));
    // CSV is for programs, and says what a run says, byte for byte; a terminal is not to be trusted with it.
    const shown = given.csv && context.out.isTerminal ? sanitise(text, { newlines: true }) : text;
    await page(context, shown, { paged: !given.noPager });
    return 0;
  },
});

type LogInput = Input<typeof options>;

async function chosenRows(context: Context, { options: given }: LogInput): Promise<readonly RunRow[]> {
  const today = { now: context.now(), zone: context.zone };
  const since = given.since === undefined ? Number.NEGATIVE_INFINITY : parseSince(given.since, today);
  const until = given.until === undefined ? Number.POSITIVE_INFINITY : parseUntil(given.until, today);
  const count = countOf(given.count);
  const keys = parseSort(given.sort);
  for (const status of given.status) checkStatus(status);
  const rows: RunRow[] = [];
  // Where every run is shown that is read, no more are read.
  const isPlain =
    given.experiment === undefined && given.until === undefined && given.status.length + keys.length === 0;
  const enough = () => keys.length === 0 && rows.length >= count;
  if (enough()) return rows;
  for await (const { row } of runRows(context, isPlain && Number.isFinite(count) ? count : undefined)) {
    const started = timeOf(row.id);
    // Newest first: nothing further back can be young enough.
    if (started < since) break;
    if (started <= until && row.trashed === given.trashed && fits(row, given)) rows.push(row);
    // By time no more are needed than are shown, and the next may have to be fetched.
    if (enough()) break;
  }
  sayIdle(context, rows, keys);
  return sortRuns(rows, keys).slice(0, count);
}

/** A misspelt key sorts nothing, and the first of the list would pass for the best. */
function sayIdle(context: Context, rows: readonly RunRow[], keys: readonly SortKey[]): void {
  for (const { key } of keys) {
    if (rows.length > 0 && rows.every(row => lookup(row, key) === undefined))
      context.say(`git-run: not sorted by ${sanitise(printKey(key))}: no run listed has it`);
  }
}

function fits(row: RunRow, { experiment, status }: LogInput['options']): boolean {
  if (experiment !== undefined && row.experiment !== experiment) return false;
  return status.length === 0 || status.includes(row.status);
}

function countOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(text)) throw new UsageError(`-n needs a whole number, not '${text}'`);
  return Number(text);
}

const STATUSES = ['running', 'finished', 'failed', 'killed', 'lost'];

function checkStatus(status: string): void {
  if (!STATUSES.includes(status))
    throw new UsageError(`no status '${status}'; there are ${STATUSES.join(', ')}`);
}

/** Why there is nothing to list. */
async function nothing(context: Context, { options: given }: LogInput): Promise<string> {
  for await (const _ of runRows(context, 1)) {
    if (given.experiment !== undefined) await checkExperiment(context, given.experiment);
    return 'git-run: no run fits';
  }
  if (context.remote !== undefined) return `git-run: no runs at ${sanitise(context.remote)}`;
  return 'git-run: no runs yet; record one with git run -- COMMAND';
}

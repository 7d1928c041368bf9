import { groupRows, parseAggregates, sortGroups } from '../../query/group.ts';
import { parseKeys } from '../../query/lookup.ts';
import { parseSort } from '../../query/sort.ts';
import { UsageError } from '../../run/errors.ts';
import type { RunRow } from '../../run/run-row.ts';
import { namedKeys } from '../../view/columns.ts';
import { printRuns, type RunListOptions } from '../../view/run-list.ts';
import { sanitise } from '../../view/sanitise.ts';
import { templateKeys } from '../../view/template/template.ts';
import { chooseRuns, choosing } from '../choose-runs.ts';
import { command, completing, flag, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import { writing, writingOf } from '../list-format.ts';
import { page } from '../pager.ts';
import { sayNone, sayUnknown } from '../say-missing.ts';
import { asksSignatures, withSignatures } from '../signatures.ts';

const options = {
  ...choosing,
  columns: text(
    '--columns <keys>',
    'what to show: id,name,metrics.acc.max,params.*,tags.stage; auto is what varies',
  ),
  groupBy: list('--group-by <keys>', 'a line for all runs that have the same params.model …'),
  agg: list('--agg <key:figures>', 'of each group: metrics.acc:mean±std,n,min,max,median …'),
  ...writing,
  trashed: flag('--trashed', 'the runs in the trash instead'),
  remoteStatus: completing(
    'remote',
    text(
      '--remote-status [remote]',
      'also where each run is: here, on the remote too, or there with other edits',
    ),
  ),
  noPager: flag('--no-pager', 'do not page'),
};

/** Lists runs, newest first. */
export const log = command({
  name: 'log',
  summary: 'List runs: filter, sort, group, choose columns',
  description:
    'A filter has metrics, params, tags, inputs and attributes such as status, branch, dirty, duration, started and ' +
    'author; comparisons, in, between, like, ilike, ~ for regular expressions, is null, has:KEY; and, or, not and ' +
    'parentheses. Texts stand in quotes where they are more than a word. A run that lacks a key answers to no test ' +
    'of it, nor to the opposite.\n\n' +
    'A --format has %(KEY), and %(KEY:FORM): relative, iso, unix or short of a time, short of an id, %.3f of a ' +
    'number; %(color:red), %(align:20,right) … %(end), %%, %n and %x00, as in git for-each-ref. What it says is ' +
    'exact in a pipe.\n\n' +
    'The fields of --porcelain are id, status, exit, started, ended, commit, experiment and name, or those of ' +
    '--columns. Ids are whole, times ISO 8601 in UTC, numbers exact; a text that holds a tab, a line feed, a quote or ' +
    'another control character is quoted as Git quotes paths, with -z too; what a run has not is -.',
  args: [],
  options,
  examples: [
    { line: 'git run log -n 20', does: 'the newest 20' },
    { line: "git run log --filter 'metrics.acc > 0.9 and dirty = false'", does: 'good ones' },
    { line: 'git run log --status finished --sort metrics.acc -n 1', does: 'the best' },
    { line: 'git run log --best metrics.acc --per params.model', does: 'the best of each model' },
    {
      line: 'git run log --group-by params.model --agg metrics.acc:mean±std,n --md',
      does: 'the table of a paper',
    },
    {
      line: "git run log --format '%(id:short) %(started:relative) %(params.lr)'",
      does: 'lines of your own',
    },
    { line: 'git run log --graph --oneline', does: 'which run is a rerun, or a child, of which' },
    { line: 'git run log --remote-status', does: 'which runs are shared already' },
    { line: 'git run log --remote origin', does: 'those of a remote, without a fetch' },
    { line: 'git run log --columns name,auto,metrics.loss.min', does: 'one column more than usual' },
  ],
  async run(here, input) {
    const context = here.at(input.options.remote);
    const { options: given } = input;
    if (given.graph && given.sort.length > 0)
      throw new UsageError('--graph has its own order, each run above those it came from: leave --sort away');
    const written = await writingOf(given, () => metricDirections(context));
    const { format } = written;
    const chosen = await judgedRows(context, given, written, await chooseRuns(context, given));
    const rows = await placedRows(context, given, chosen);
    const isGrouped = given.groupBy.length + given.agg.length > 0;
    const text = isGrouped
      ? await grouped(context, given, rows, written)
      : await listed(context, given, rows, written);
    if (rows.length === 0 && !PROGRAMS.includes(format)) await sayNone(context, given);
    // CSV is for programs, and says what a run says, byte for byte; a terminal is not to be trusted with it.
    const shown = format === 'csv' && context.out.isTerminal ? sanitise(text, { newlines: true }) : text;
    await page(context, shown, { paged: !given.noPager });
    return 0;
  },
});

/** With their signatures, where those are to be shown. */
async function judgedRows(
  context: Context,
  given: Given,
  { template = [] }: Written,
  rows: readonly RunRow[],
): Promise<readonly RunRow[]> {
  const keys = [...namedKeys(columnsOf(given) ?? []), ...parseKeys(given.groupBy), ...templateKeys(template)];
  const areThere = rows.some(({ signatures }) => signatures !== undefined);
  return asksSignatures(keys) && !areThere ? withSignatures(context, rows) : rows;
}

/** With where they are, where that is asked for. */
async function placedRows(
  context: Context,
  given: Given,
  rows: readonly RunRow[],
): Promise<readonly RunRow[]> {
  const { remoteStatus: remote } = given;
  if (remote === undefined) return rows;
  if (context.remote !== undefined)
    throw new UsageError('--remote-status is of runs that are here, not of --remote');
  return (await import('../remote-status.ts')).withWhereabouts(context, rows, remote || undefined);
}

function columnsOf({ columns }: Given): string[] | undefined {
  return columns?.split(',').map(name => name.trim());
}

/** What programs read is empty where there is nothing, and no more is said. */
const PROGRAMS: readonly string[] = ['json', 'csv', 'porcelain'];

type Given = Input<typeof options>['options'];
type Written = Awaited<ReturnType<typeof writingOf>>;

async function listed(
  context: Context,
  given: Given,
  rows: readonly RunRow[],
  written: Written,
): Promise<string> {
  const columns = columnsOf(given);
  const asked = [...namedKeys(columns ?? []), ...templateKeys(written.template ?? [])];
  await sayUnknown(
    context,
    rows,
    asked.filter(({ kind }) => kind !== 'attribute'),
  );
  const options: RunListOptions = {
    ...written,
    columns,
    directions: columns && (await metricDirections(context)),
    width: context.out.columns,
    style: context.styleOf(context.out),
    now: context.now(),
    zone: context.zone,
  };
  return given.graph ? graphed(context, rows, options) : printRuns(rows, options);
}

async function graphed(context: Context, rows: readonly RunRow[], options: RunListOptions): Promise<string> {
  const [{ absentParents, printRunGraph }, { absentRuns }] = await Promise.all([
    import('../../view/run-graph.ts'),
    import('../absent-runs.ts'),
  ]);
  return printRunGraph(rows, await absentRuns(context, absentParents(rows)), options);
}

async function grouped(
  context: Context,
  given: Given,
  rows: readonly RunRow[],
  { format }: Written,
): Promise<string> {
  if (given.graph) throw new UsageError('--graph is of runs, and not of groups');
  if (format === 'oneline' || format === 'template' || format === 'porcelain')
    throw new UsageError('--oneline, --format and --porcelain list runs; groups are a table as they are');
  const declared = await metricDirections(context);
  const keys = parseKeys(given.groupBy, declared);
  if (keys.length === 0) throw new UsageError('--agg needs --group-by: figures of which groups?');
  const aggregates = parseAggregates(given.agg.length === 0 ? ['started:n'] : given.agg, declared);
  await sayUnknown(context, rows, [...keys, ...aggregates.map(({ key }) => key)]);
  const order = { keys, aggregates, sort: parseSort(given.sort, declared) };
  const groups = sortGroups(groupRows(rows, keys, aggregates), order);
  const { printGroups } = await import('../../view/run-groups.ts');
  return printGroups(
    { keys, aggregates, groups },
    { format, width: context.out.columns, style: context.styleOf(context.out) },
  );
}

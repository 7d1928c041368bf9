import { lookup } from '../../query/lookup.ts';
import { RunNotFoundError, UsageError } from '../../run/errors.ts';
import type { Scalar } from '../../run/param.ts';
import type { RunRow } from '../../run/run-row.ts';
import { ownColumns } from '../../view/export/columns.ts';
import { csvHeader, csvLine, jsonPrinter } from '../../view/export/records.ts';
import { sanitise } from '../../view/sanitise.ts';
import { choosing, chosenBy } from '../choose-runs.ts';
import { command, completing, flag, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { exportPoints, POINT_TITLES, RUN_TITLES } from '../export-points.ts';
import { exportRows, exportTable } from '../export-rows.ts';
import { openSink } from '../sink.ts';

const options = {
  ...choosing,
  csv: flag('--csv', 'as CSV; so it is unless the file is called *.json, *.jsonl or *.ndjson'),
  json: flag('--json', 'as JSON, an object a line', '--ndjson', '--jsonl'),
  points: flag('--points', 'a row for each point of a metric, and not for each run', '--metrics'),
  metric: completing('metric', list('-m, --metric <name>', 'with --points: only of this metric')),
  columns: text('--columns <keys>', 'only these: id,params.*,metrics.acc.max …; with --points: of the run'),
  output: text('-o, --output <file>', 'into a file'),
  mlruns: text(
    '--mlruns <directory>',
    "into a file store of MLflow's; also: git run export mlruns <directory>",
  ),
  dryRun: flag('--dry-run', 'with mlruns or mlflow: only say what would be written'),
  trashed: flag('--trashed', 'the runs in the trash instead'),
};

/** Writes runs, or the points of their metrics, for notebooks. */
export const exportRuns = command({
  name: 'export',
  summary: 'Write runs as CSV or JSON for pandas, DuckDB and spreadsheets',
  description:
    'A row is a run. Its columns are id, name, experiment, status, exit, started, ended, duration, commit, source, ' +
    'head, branch, dirty, author, host, seed, command, note, artifacts and trashed, then params.*, metrics.* (the last ' +
    'value) and tags.*, each sorted. With --points a row is a point: id and name of its run, metric, step, value, and ' +
    'time in seconds since 1970, in the order each writer logged them; -m system/memory and the like, as of git run ' +
    'plot, are what the job took. Other times are ISO 8601 in UTC, durations ' +
    'seconds.\n\n' +
    'CSV (RFC 4180) leaves a field empty where there is nothing or null, and has "" for an empty text. JSON has no ' +
    'member where there is nothing; NaN and Infinity are bare, as Python has them, and integers beyond 64 bits texts. ' +
    'Numbers are exact, texts as they are: one that begins with =, +, - or @ is a formula to a spreadsheet, so open ' +
    'what strangers named as text.\n\n' +
    'With --mlruns runs become a file store of MLflow: MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri ' +
    '<directory> reads it, and mlflow migrate-filestore. Without a choice all runs are written, those in the trash as ' +
    'deleted ones; what is there already stays as it is. git run export mlflow <url> writes the same to a server of ' +
    'MLflow, over HTTP: it gives runs and logged models ids of its own, and a tag, gitrun.id, by which an export that is ' +
    'repeated, or goes on after it was interrupted, knows them again. Registered models go there with the runs of their ' +
    'versions. Who you are is read as by git run import mlflow. With --json both answer with a report. Source, command, ' +
    'environment, log and what the job took have no place there.\n\n' +
    'Runs are written as they are read. For the header of CSV they are read twice, unless --columns names it; --sort ' +
    'and --best hold them all.',
  args: ['[run...]'],
  options,
  examples: [
    { line: 'git run export -o runs.csv', does: 'pandas.read_csv("runs.csv")' },
    { line: 'git run export -o runs.json', does: 'pandas.read_json("runs.json", lines=True)' },
    { line: 'git run export --points -m loss -o loss.csv', does: 'every loss of every run' },
    { line: 'git run export --csv | duckdb -c "FROM read_csv(\'/dev/stdin\')"', does: 'SQL over runs' },
    { line: 'git run export mlruns ./mlruns', does: 'a file store for mlflow ui' },
    { line: 'git run export mlflow http://localhost:5000 --status finished', does: 'to a server of MLflow' },
    {
      line: 'git run export --status finished --columns id,params.*,metrics.acc.max',
      does: 'some of some',
    },
  ],
  async run(here, { args, options: given }) {
    const context = here.at(given.remote);
    const store = storeOf(args, given);
    checkTogether(store === undefined ? args : store.selectors, given);
    if (store !== undefined) {
      const { exportMlflow } = await import('../export-mlflow.ts');
      return exportMlflow(context, store, { ...given, selectors: store.selectors, wish: given });
    }
    if (given.dryRun) throw new UsageError('--dry-run goes with mlruns <directory>, or mlflow <url>');
    const lines = given.points ? pointLines(context, args, given) : runLines(context, args, given);
    // What is wrong is told before a file is touched.
    const first = await lines.next().catch(error => {
      throw withoutPlace(args, error) ?? error;
    });
    const sink = await openSink(context, given.output);
    try {
      for (let next = first; !next.done; next = await lines.next()) await sink.write(next.value);
    } finally {
      await sink.close();
    }
    return 0;
  },
});

type Given = Input<typeof options>['options'];
type Lines = AsyncGenerator<string>;

/** The store that is asked for, by the option or by the words that import has for them. */
function storeOf([word, place, ...selectors]: readonly string[], given: Given) {
  const { mlruns, csv, points, columns, output } = given;
  const isTable = csv || points || columns !== undefined || output !== undefined;
  if (mlruns !== undefined && isTable)
    throw new UsageError('--mlruns writes a directory of its own: without --csv, --points, --columns or -o');
  if (mlruns !== undefined) {
    const all = [word, place, ...selectors].filter(one => one !== undefined);
    return { kind: 'mlruns', word: mlruns, selectors: all } as const;
  }
  if ((word !== 'mlruns' && word !== 'mlflow') || place === undefined || isTable) return undefined;
  return { kind: word, word: place, selectors } as const;
}

/** A run may be called so; where none is, what is missing is where to. */
function withoutPlace([word = '', ...others]: readonly string[], error: Error): UsageError | undefined {
  const place = { mlflow: '<url>', mlruns: '<directory>' }[word];
  if (place === undefined || others.length > 0 || !(error instanceof RunNotFoundError)) return undefined;
  return new UsageError(`${place} is missing`, `git run export ${word} ${place}`);
}

function checkTogether(selectors: readonly string[], given: Given): void {
  if (given.csv && given.json) throw new UsageError('--csv or --json, not both');
  if (given.metric.length > 0 && !given.points)
    throw new UsageError('--metric chooses among points: with --points; --columns chooses among columns');
  const chosen = chosenBy(given) ?? (given.trashed ? '--trashed' : undefined);
  if (selectors.length > 0 && chosen !== undefined)
    throw new UsageError(`name runs, or have ${chosen} choose them, not both`);
}

/** As the file is called, where nothing was said. */
function isJson({ csv, json, output = '' }: Given): boolean {
  return json || (!csv && /\.(?:json|jsonl|ndjson)$/i.test(output));
}

function columnNames({ columns }: Given): string[] | undefined {
  return columns?.split(',').map(name => name.trim());
}

async function* runLines(context: Context, selectors: readonly string[], given: Given): Lines {
  const names = columnNames(given);
  if (isJson(given) && names === undefined) {
    for await (const row of exportRows(context, selectors, given)) yield jsonOf(row);
    return;
  }
  const { columns, rows } = await exportTable(context, selectors, given, names);
  const titles = columns.map(({ title }) => title);
  yield* headOf(titles, given);
  const print = printerOf(titles, given);
  for await (const row of rows) yield print(columns.map(({ key }) => lookup(row, key)));
}

async function* pointLines(context: Context, selectors: readonly string[], given: Given): Lines {
  const { columns, rows } = await exportTable(context, selectors, given, columnNames(given) ?? RUN_TITLES);
  const titles = [...columns.map(({ title }) => title), ...POINT_TITLES];
  yield* headOf(titles, given);
  const print = printerOf(titles, given);
  const { objects } = await context.source();
  const metrics = new Set(given.metric);
  const unseen = new Set(metrics);
  for await (const { metric, records } of exportPoints(objects, rows, columns, metrics)) {
    unseen.delete(metric);
    yield records.map(print).join('');
  }
  for (const name of unseen) context.say(`git-run: no run exported has points of ${sanitise(name)}`);
}

function headOf(titles: readonly string[], given: Given): string[] {
  return isJson(given) ? [] : [csvHeader(titles)];
}

type Printer = (values: readonly (Scalar | undefined)[]) => string;

function printerOf(titles: readonly string[], given: Given): Printer {
  return isJson(given) ? jsonPrinter(titles) : csvLine;
}

/** All that a run has. */
function jsonOf(row: RunRow): string {
  const columns = ownColumns(row);
  return jsonPrinter(columns.map(({ title }) => title))(columns.map(({ key }) => lookup(row, key)));
}

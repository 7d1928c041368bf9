import { RunNotEndedError } from '../../run/errors.ts';
import type { RunSignatures } from '../../run/signature.ts';
import { formatNumber } from '../../view/format.ts';
import { printRun } from '../../view/run-detail.ts';
import { printRunJson } from '../../view/run-detail-json.ts';
import type { RunDetail } from '../../view/run-sections.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, completing, flag, remoteOption, text } from '../command.ts';
import type { Context } from '../context.ts';
import { detailOf } from '../detail.ts';
import { findRun } from '../find-run.ts';
import { page } from '../pager.ts';
import { registeredVersions } from '../registered.ts';
import type { FoundRun } from '../runs.ts';

/** Shows one run, all of it. */
export const show = command({
  name: 'show',
  summary: 'Show a run, all of it',
  args: ['[run]'],
  options: {
    run: completing('run', text('--run-id <run>', 'the run, if not given as a word')),
    json: flag('--json', 'as JSON'),
    mlflow: flag('--mlflow', 'as JSON, as mlflow runs describe prints it'),
    log: flag('--log', 'its output instead'),
    metrics: flag('--metrics', 'every point of its metrics instead, as tab-separated lines'),
    remote: remoteOption,
    noPager: flag('--no-pager', 'do not page'),
  },
  examples: [
    { line: 'git run show', does: 'the newest run' },
    { line: 'git run show swift-otter --log', does: 'what it printed' },
    { line: 'git run show --remote origin', does: 'the newest of a remote, without a fetch' },
    { line: 'git run show @ --mlflow', does: 'as MLflow prints it' },
    { line: 'git run show @{baseline} --json | jq .run.params', does: 'for a program' },
  ],
  async run(context, { args: [word], options }) {
    const there = context.at(options.remote);
    const found = await findRun(there, word ?? options.run ?? '@');
    if (options.log) await printLog(there, found);
    else if (options.mlflow) await printMlflow(there, found);
    else if (options.metrics) await printMetrics(there, found);
    else await page(there, await printed(there, found, options.json), { paged: !options.noPager });
    return 0;
  },
});

async function printed(context: Context, found: FoundRun, json: boolean): Promise<string> {
  const [detail, signatures, registered] = await Promise.all([
    detailOf(context, found),
    judged(context, found),
    registeredVersions(context, found.row.id),
  ]);
  return shown(context, { ...detail, registered, row: { ...detail.row, signatures } }, json);
}

/** Who vouches for a run that has ended; not asked of one that is read from a remote. */
async function judged(context: Context, { loaded }: FoundRun): Promise<RunSignatures | undefined> {
  if (loaded === undefined || context.remote !== undefined) return undefined;
  const { signaturesOf } = await import('../signatures.ts');
  return (await signaturesOf(context, [loaded.commit])).get(loaded.commit);
}

function shown(context: Context, detail: RunDetail, json: boolean): string {
  if (json) return printRunJson(detail);
  const { out, zone } = context;
  return printRun(detail, { now: context.now(), zone, width: out.columns, style: context.styleOf(out) });
}

async function printLog(context: Context, found: FoundRun): Promise<void> {
  const { copyLog } = await import('../run-log.ts');
  await copyLog(context, found);
}

async function printMlflow(context: Context, found: FoundRun): Promise<void> {
  const [{ printRunDictionary }, { runMessage }, { answer }] = await Promise.all([
    import('../../interop/mlflow/run-dictionary.ts'),
    import('../mlflow/run-message.ts'),
    import('../mlflow/words.ts'),
  ]);
  answer(context, printRunDictionary(await runMessage(context, found)));
}

/** A line a point: key, step, value, time in seconds since 1970. */
async function printMetrics(context: Context, { row, loaded }: FoundRun): Promise<void> {
  if (loaded === undefined) throw new RunNotEndedError(row.id);
  const source = await context.source();
  const { readRunSeries } = await import('../../store/run-series.ts');
  for await (const { chunk } of readRunSeries(source.objects, [loaded.commit])) {
    const { key, step, value, time } = chunk;
    const lines = value.map((number, at) => `${sanitise(key)}\t${step[at]}\t${exact(number)}\t${time[at]}\n`);
    await context.out.writeBytes(Buffer.from(lines.join('')));
  }
}

function exact(value: number): string {
  return Number.isFinite(value) ? String(value) : formatNumber(value);
}

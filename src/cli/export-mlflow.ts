/** The runs of an export, into where MLflow has runs: a file store, or a server. */
import { resolve } from 'node:path';
import type { ExportReport } from '../run/import-report.ts';
import type { RunTip } from '../run/run-tip.ts';
import { printExport } from '../view/import-report.ts';
import { JSON_VERSION, printJson } from '../view/run-json.ts';
import { sanitise } from '../view/sanitise.ts';
import { chosenBy, type Wish } from './choose-runs.ts';
import type { Context } from './context.ts';
import { openCounter } from './counter.ts';
import { exportRows } from './export-rows.ts';

/** Where runs go: a directory, or the URL of a server. */
export interface MlflowPlace {
  readonly kind: 'mlruns' | 'mlflow';
  readonly word: string;
}

export interface MlflowExport {
  readonly selectors: readonly string[];
  readonly wish: Wish;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Writes them; all runs, those in the trash too, where none are chosen. Returns the exit code. */
export async function exportMlflow(
  context: Context,
  place: MlflowPlace,
  { selectors, wish, dryRun, json }: MlflowExport,
): Promise<number> {
  const exporting = await exporterTo(context, place);
  const isAll = selectors.length === 0 && chosenBy(wish) === undefined && !wish.trashed;
  const tips: RunTip[] = [];
  for (const trashed of isAll ? [false, true] : [wish.trashed === true])
    for await (const { id, name, commit } of exportRows(quietly(context, trashed && isAll), selectors, {
      ...wish,
      trashed,
    })) {
      if (commit === undefined) context.say(`git-run: passed over ${sanitise(name)}: it has not ended`);
      else tips.push({ id, commit });
    }
  const counter = openCounter(context, 'writing runs', tips.length);
  try {
    const source = await context.source();
    const report = await exporting({ source, tips, isAll, dryRun, progress: counter.update });
    counter.stop();
    context.out.write(json ? printJson({ version: JSON_VERSION, ...report }) : printExport(report));
    return report.losses.length > 0 ? 1 : 0;
  } finally {
    counter.stop();
  }
}

interface Exporting {
  readonly source: Awaited<ReturnType<Context['source']>>;
  readonly tips: readonly RunTip[];
  readonly isAll: boolean;
  readonly dryRun: boolean;
  progress(done: number): void;
}

/** What is wrong with the place is told before any run is looked for. */
async function exporterTo(
  context: Context,
  { kind, word }: MlflowPlace,
): Promise<(exporting: Exporting) => Promise<ExportReport>> {
  if (kind === 'mlruns') {
    const { exportStore } = await import('../interop/mlruns/export-store.ts');
    const place = { directory: resolve(context.cwd, word), shown: word };
    return exporting => exportStore({ ...exporting, ...place });
  }
  const [{ exportServer }, { openServer }, { parseServerAddress }] = await Promise.all([
    import('../interop/mlflow-server/export-server.ts'),
    import('../interop/mlflow-server/open-server.ts'),
    import('../interop/mlflow-server/server-address.ts'),
  ]);
  const server = openServer(parseServerAddress(word, context.env));
  return exporting => exportServer({ ...exporting, server });
}

/** An empty trash is nothing to be told. */
function quietly(context: Context, isQuiet: boolean): Context {
  return isQuiet ? { ...context, say() {} } : context;
}

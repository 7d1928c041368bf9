/** The runs of an export as a file store of MLflow. */
import { resolve } from 'node:path';
import type { RunTip } from '../run/run-tip.ts';
import { printExport } from '../view/import-report.ts';
import { sanitise } from '../view/sanitise.ts';
import { chosenBy, type Wish } from './choose-runs.ts';
import type { Context } from './context.ts';
import { openCounter } from './counter.ts';
import { exportRows } from './export-rows.ts';

/** Writes them into a directory; all runs, those in the trash too, where none are chosen. Returns the exit code. */
export async function exportMlruns(
  context: Context,
  selectors: readonly string[],
  wish: Wish,
  directory: string,
): Promise<number> {
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
    const { exportStore } = await import('../interop/mlruns/export-store.ts');
    const report = await exportStore({
      source: await context.source(),
      tips,
      isAll,
      directory: resolve(context.cwd, directory),
      shown: directory,
      progress: counter.update,
    });
    counter.stop();
    context.out.write(printExport(report));
    return report.losses.length > 0 ? 1 : 0;
  } finally {
    counter.stop();
  }
}

/** An empty trash is nothing to be told. */
function quietly(context: Context, isQuiet: boolean): Context {
  return isQuiet ? { ...context, say() {} } : context;
}

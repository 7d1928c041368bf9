/** One run with all that lies beside its record, for who shows it; of one in progress what was planned. */
import { listJournals } from '../record/journals.ts';
import { timesGoneOn } from '../run/annotation.ts';
import type { RunId } from '../run/run-id.ts';
import { loadDetail } from '../store/load.ts';
import type { RunDetail } from '../view/run-sections.ts';
import type { Context } from './context.ts';
import type { FoundRun } from './runs.ts';

/** Reads it. Throws CorruptRecordError, NewerFormatError. */
export async function detailOf(context: Context, { row, loaded, live }: FoundRun): Promise<RunDetail> {
  if (loaded !== undefined) {
    const { artifacts, inputs, environment } = await loadDetail((await context.source()).objects, loaded);
    const wentOn = timesGoneOn(loaded.annotations);
    return { row, artifacts, inputs, environment, wentOn, goesOn: await goesOn(context, row.id) };
  }
  const plan = live?.plan;
  if (plan === undefined) return { row, artifacts: [], inputs: [], environment: undefined };
  const { command, seed, source, lineage, host, author, inputs, environment } = plan;
  const known = { command, lineage, host, author: `${author.name} <${author.email}>` };
  const more = { ...(seed !== undefined && { seed }), ...(source && { source }) };
  return { row, plan: { ...known, ...more }, artifacts: [], inputs, environment };
}

/** Whether somebody in this clone goes on with a run that has ended. */
async function goesOn(context: Context, id: RunId): Promise<boolean> {
  if (context.remote !== undefined) return false;
  const repository = await context.repository();
  const journals = await listJournals({ repository, env: context.env, now: context.now() });
  return journals.some(
    ({ continuation, standing }) => continuation?.run === id && standing.kind !== 'abandoned',
  );
}

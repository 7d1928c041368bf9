/** One run with all that lies beside its record, for who shows it; of one in progress what was planned. */
import { loadDetail } from '../store/load.ts';
import type { RunDetail } from '../view/run-sections.ts';
import type { Context } from './context.ts';
import type { FoundRun } from './runs.ts';

/** Reads it. Throws CorruptRecordError, NewerFormatError. */
export async function detailOf(context: Context, { row, loaded, live }: FoundRun): Promise<RunDetail> {
  if (loaded !== undefined) {
    const { artifacts, inputs, environment } = await loadDetail((await context.source()).objects, loaded);
    return { row, artifacts, inputs, environment };
  }
  const plan = live?.plan;
  if (plan === undefined) return { row, artifacts: [], inputs: [], environment: undefined };
  const { command, seed, source, lineage, host, author, inputs, environment } = plan;
  const known = { command, lineage, host, author: `${author.name} <${author.email}>` };
  const more = { ...(seed !== undefined && { seed }), ...(source && { source }) };
  return { row, plan: { ...known, ...more }, artifacts: [], inputs, environment };
}

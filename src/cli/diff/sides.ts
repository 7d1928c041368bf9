/** The sides of a comparison, read: runs that have ended, runs in progress, and the work tree. */
import { type Section, type Side, type SideParam, sideOfRow } from '../../query/side.ts';
import type { Now } from '../../record/now.ts';
import { type RunRow, rowOfRun } from '../../run/run-row.ts';
import { loadDetail, loadRuns } from '../../store/load.ts';
import type { Context } from '../context.ts';
import { findRun } from '../find-run.ts';
import type { FoundRun } from '../runs.ts';

/** Sections that lie beside a run's record. */
const BESIDE: readonly Section[] = ['environment', 'inputs', 'artifacts'];

/** A run as a side; what no section needs is not read. Throws CorruptRecordError, NewerFormatError. */
export async function sideOf(context: Context, found: FoundRun, sections: readonly Section[]): Promise<Side> {
  const { row, loaded, live } = found;
  const side = sideOfRow(row);
  if (loaded !== undefined) {
    if (!sections.some(section => BESIDE.includes(section))) return side;
    const { artifacts, inputs, environment } = await loadDetail((await context.source()).objects, loaded);
    return { ...side, artifacts, inputs, environment };
  }
  const { command, source, seed, host, environment, inputs } = live?.plan ?? {};
  return {
    ...side,
    ...(command && { command }),
    ...(source && { source }),
    ...(seed !== undefined && { seed }),
    ...(host && { host: host.name }),
    ...(environment && { environment }),
    ...(inputs && { inputs }),
  };
}

/** Runs of a list as sides, all that have ended loaded together. Throws as `sideOf`. */
export async function sidesOfRows(
  context: Context,
  rows: readonly RunRow[],
  sections: readonly Section[],
): Promise<Side[]> {
  const commits = rows.map(({ commit }) => commit).filter(commit => commit !== undefined);
  const runs = (await loadRuns((await context.source()).objects, commits)).values();
  const sides: Side[] = [];
  for (const row of rows) {
    const loaded = row.commit === undefined ? undefined : runs.next().value;
    if (loaded !== undefined && 'error' in loaded) throw loaded.error;
    const found =
      loaded === undefined
        ? await findRun(context, row.id)
        : { row: { ...rowOfRun(loaded, loaded.commit), experiment: row.experiment }, loaded };
    sides.push(await sideOf(context, found, sections));
  }
  return sides;
}

/**
 * The work tree as a side, as if the command of the other side were executed in it now. It has no command of its own, and
 * what a program says of itself is not known before it runs: such params are those of the other side.
 */
export function sideOfNow({ source, params, environment, inputs }: Now, other: Side): Side {
  return { name: 'work tree', source, params: withOwn(params, other.params ?? {}), environment, inputs };
}

function withOwn(
  params: NonNullable<Side['params']>,
  others: NonNullable<Side['params']>,
): NonNullable<Side['params']> {
  const own = Object.entries(others).filter(
    ([, { origin }]) => origin?.kind === 'event' || origin?.kind === 'option',
  );
  const joined: Record<string, SideParam> = Object.create(null);
  for (const [key, param] of [...Object.entries(params), ...own]) joined[key] = param;
  return joined;
}

/**
 * A keep ref: behind its commit is one whose parents are sound runs. It may let go of what something else on the server holds: a ledger
 * puts the runs of a page that was not full into a new one.
 */
import type { ReadableObjects } from '../git/readable.ts';
import type { RunId } from '../run/run-id.ts';
import { runsKeptBy } from '../store/ledger/kept-runs.ts';
import { loadRun } from '../store/load.ts';
import type { Flaw, Ground, Judge } from './judge.ts';
import { flawOfRun } from './judge-run.ts';

/** Ten times what is written into one. */
const MOST_KEPT = 10_000;

export const judgeKeep: Judge<'keep'> = async (ground, _, { from, to }) => {
  const parents = await keptBy(ground, to);
  const kept = new Set(parents);
  const lost = from === undefined ? [] : (await keptBy(ground, from)).filter(commit => !kept.has(commit));
  return { flaw: await flawOfKept(ground, parents), forward: await areHeld(ground, lost) };
};

/** The runs that a keep ref holds, by its commit. */
export async function keptBy({ repository }: Ground, keep: string): Promise<readonly string[]> {
  const [kept = []] = await runsKeptBy(repository.objects, [keep]);
  return kept;
}

/** Whether something else on the server holds them all. */
export async function areHeld({ holders }: Ground, commits: readonly string[]): Promise<boolean> {
  for (const commit of commits) if (!(await holders.holds(commit))) return false;
  return true;
}

async function flawOfKept(ground: Ground, parents: readonly string[]): Promise<Flaw | undefined> {
  if (parents.length === 0) return { newer: false, why: 'it keeps no run' };
  if (parents.length > MOST_KEPT) return { newer: false, why: `it keeps more than ${MOST_KEPT} runs` };
  let newer: Flaw | undefined;
  for (const commit of parents) {
    if (await ground.holders.knows(commit)) continue;
    const id = await idIn(ground.repository.objects, commit);
    const flaw = await flawOfRun(ground, { id, commit });
    if (flaw?.newer === false) return { newer: false, why: `it keeps ${commit}, and ${flaw.why}` };
    newer ??= flaw;
  }
  return newer;
}

/** What a commit says that it is; what cannot be read is found by who looks at the rest. */
async function idIn(objects: ReadableObjects, commit: string): Promise<RunId> {
  try {
    return (await loadRun(objects, commit)).run.id;
  } catch {
    return '' as RunId;
  }
}

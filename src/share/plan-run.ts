/** How one run goes to a remote, by what is there in its place. */
import type { RefChange, Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { PushReport, Refused } from '../run/sharing.ts';
import type { LoadedRun } from '../store/load.ts';
import { relation } from './relation.ts';
import type { There } from './there.ts';

/** A run, and the change of its ref that brings it there. */
export interface PlannedRun {
  readonly run: PushReport['runs'][number];
  readonly change: RefChange;
}

/** What is there of runs. */
export interface RunGround {
  readonly there: There;
  /** The commits of runs that are there without a ref. */
  readonly kept?: ReadonlyMap<RunId, string>;
}

/** Plans it; `same` where it is there already, or more of it. Nothing is changed. */
export async function planRun(
  repository: Repository,
  { run, commit: to }: LoadedRun,
  { there: { ours }, kept }: RunGround,
): Promise<PlannedRun | Refused | 'same'> {
  const { id, name } = run;
  const ref = runRef(id);
  const from = ours.get(ref);
  const folded = kept?.get(id);
  if (from === undefined && folded !== undefined) {
    if (folded === to || (await relation(repository, to, folded)) === 'behind') return 'same';
  }
  if (from === undefined) return { run: { id, name, how: 'new' }, change: { name: ref, to } };
  const how = await relation(repository, to, from);
  if (how === 'behind') return 'same';
  if (how !== 'apart') return { run: { id, name, how }, change: { name: ref, from, to } };
  return {
    ref,
    name,
    why: 'it was edited there as well',
    remedy: 'git run fetch, then push again',
  };
}

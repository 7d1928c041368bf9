/** How one run goes to a remote, by what is there in its place. */
import type { RefChange } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import type { PushReport, Refused } from '../run/sharing.ts';
import type { LoadedRun } from '../store/load.ts';
import { type ValidationGround, validateRun } from '../store/validate-run.ts';
import { relation } from './relation.ts';
import { removal, type There } from './there.ts';

/** A run, and the change of its ref that brings it there. */
export interface PlannedRun {
  readonly run: PushReport['runs'][number];
  readonly change: RefChange;
}

/** Where it would go to. */
export interface RunGround {
  readonly validation: ValidationGround;
  readonly there: There;
  /** The commits of runs that are there without a ref. */
  readonly kept?: ReadonlyMap<RunId, string> | undefined;
  /** The remote, as it may be shown. */
  readonly shown: string;
}

/** Plans it; `same` where it is there already, or more of it. Nothing is changed. */
export async function planRun(ground: RunGround, loaded: LoadedRun): Promise<PlannedRun | Refused | 'same'> {
  const { id, name } = loaded.run;
  const { commit: to } = loaded;
  const { repository } = ground.validation;
  const ref = runRef(id);
  const from = ground.there.ours.get(ref);
  const folded = ground.kept?.get(id);
  if (from === undefined && folded !== undefined) {
    if (folded === to || (await relation(repository, to, folded)) === 'behind') return 'same';
  }
  if (from === undefined) return { run: { id, name, how: 'new' }, change: { name: ref, to } };
  const how = await relation(repository, to, from);
  if (how === 'behind') return 'same';
  if (how !== 'apart') return { run: { id, name, how }, change: { name: ref, from, to } };
  return { ref, name, ...(await whyApart(ground, { id, commit: from })) };
}

/** What no fetch would take nobody can join with ours; of what is not here nobody can tell. */
async function whyApart(
  { validation, there, shown }: RunGround,
  theirs: RunTip,
): Promise<Pick<Refused, 'why' | 'remedy'>> {
  const [known] = await validation.repository.objects.heads([theirs.commit]);
  const finding = known && (await validateRun(validation, theirs));
  if (finding === undefined || finding.code === 'newer-format')
    return { why: 'it was edited there as well', remedy: 'git run fetch, then push again' };
  const why = `what is there is no sound run: ${finding.message}`;
  return { why, remedy: removal(shown, runRef(theirs.id), there.prefix) };
}

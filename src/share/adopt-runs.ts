/**
 * Takes runs that a remote has sent: each is looked over first, then created, moved forwards, or joined with what was
 * edited here. Nothing of ours is ever overwritten, and of two who edit at once neither loses.
 */
import { untilWon } from '../git/until-won.ts';
import { GitRunError } from '../run/errors.ts';
import type { RunId } from '../run/run-id.ts';
import { runIdOf, runRef } from '../run/run-ref.ts';
import { UnsoundRunError } from '../run/share-errors.ts';
import type { Adopted, FetchReport, Refused, SharedRun } from '../run/sharing.ts';
import { isEditedSince, type Tombstone } from '../run/tombstone.ts';
import { type LoadedRun, loadRun } from '../store/load.ts';
import { findTip, listTips } from '../store/tips.ts';
import { type ValidationGround, validateRun } from '../store/validate-run.ts';
import { type Joining, joinRun } from './join-run.ts';
import type { Incoming } from './quarantine.ts';

export interface Adopting extends Joining {
  readonly validation: ValidationGround;
  /** What was deleted for good, as far as any ledger tells. */
  readonly deleted: ReadonlyMap<RunId, Tombstone>;
  /** Whether a run is asked for; all are where this is absent. */
  readonly isAsked?: (run: LoadedRun['run']) => boolean;
  /** What to type to have a ref gone where it comes from; absent where nobody can. */
  readonly removal?: ((ref: string) => string) | undefined;
}

export type AdoptedRuns = Pick<FetchReport, 'runs' | 'same' | 'kept' | 'refused'>;

/** Adopts them, the newest first; a bad one is no matter for the others. */
export async function adoptRuns(ground: Adopting, incoming: readonly Incoming[]): Promise<AdoptedRuns> {
  const tips = await listTips(ground.repository);
  const here = new Map<string, string>(tips.map(({ id, commit }) => [runRef(id), commit]));
  const created: (SharedRun & { readonly come: Incoming })[] = [];
  const runs: (SharedRun & { readonly how: Adopted })[] = [];
  const refused: Refused[] = [];
  let same = 0;
  const newestFirst = [...incoming].sort((one, other) => (one.name < other.name ? 1 : -1));
  for (const come of newestFirst) {
    if (here.get(come.name) === come.commit) same++;
    else {
      try {
        const loaded = await sound(ground, come);
        if (ground.isAsked?.(loaded.run) === false) continue;
        if (here.has(come.name)) {
          const how = await joined(ground, come, loaded);
          if (how === 'same') same++;
          else runs.push({ ...named(loaded), how });
        } else if (!isDead(ground, loaded)) created.push({ ...named(loaded), come });
      } catch (error) {
        if (!(error instanceof GitRunError)) throw error;
        refused.push({ ref: come.name, ...(await whyNotTaken(ground, come, error)) });
      }
    }
  }
  const made = await create(ground, created);
  const taken = [...made.runs, ...runs].sort((one, other) => (one.id < other.id ? 1 : -1));
  const kept = taken.filter(({ id }) => ground.deleted.has(id)).map(({ id, name }) => namedAs(id, name));
  return { runs: taken, same, kept, refused: [...refused, ...made.refused] };
}

/** Loads what may be taken for the run of its ref. Throws UnsoundRunError. */
async function sound({ validation, repository }: Adopting, { name, commit }: Incoming): Promise<LoadedRun> {
  const id = runIdOf(name) as RunId;
  const finding = await validateRun(validation, { id, commit });
  if (finding !== undefined) throw new UnsoundRunError(id, finding.message);
  return loadRun(repository.objects, commit);
}

/** Whether somebody has deleted it, and nobody edited it since. */
function isDead({ deleted }: Adopting, { run, annotations }: LoadedRun): boolean {
  const stone = deleted.get(run.id);
  return stone !== undefined && !isEditedSince(annotations, stone);
}

/** Joins one with what is here, whoever edits it meanwhile. */
async function joined(ground: Joining, come: Incoming, theirs: LoadedRun): Promise<Adopted | 'same'> {
  const { repository } = ground;
  return untilWon(async () => {
    const [ref] = await repository.refs.list([come.name]);
    const tip = await findTip(repository, theirs.run.id);
    if (tip !== undefined) return joinRun(ground, { here: tip.commit, ref, incoming: come, theirs });
    await repository.refs.update([{ name: come.name, to: come.commit }]);
    return 'new';
  });
}

type Created = Pick<FetchReport, 'runs' | 'refused'>;

/** All at once; where somebody has one of them by now, one by one. */
async function create(
  ground: Adopting,
  runs: readonly (SharedRun & { readonly come: Incoming })[],
): Promise<Created> {
  const { repository } = ground;
  const changes = runs.map(({ come }) => ({ name: come.name, to: come.commit }));
  const done = runs.map(({ come: _, ...run }) => ({ ...run, how: 'new' as const }));
  if (runs.length === 0) return { runs: [], refused: [] };
  try {
    await repository.refs.update(changes);
    return { runs: done, refused: [] };
  } catch (error) {
    if (!(error instanceof GitRunError)) throw error;
  }
  const made: FetchReport['runs'][number][] = [];
  const refused: Refused[] = [];
  for (const [at, { come }] of runs.entries()) {
    try {
      const how = await joined(ground, come, await loadRun(repository.objects, come.commit));
      if (how !== 'same') made.push({ ...(done[at] as Created['runs'][number]), how });
    } catch (error) {
      if (!(error instanceof GitRunError)) throw error;
      refused.push({ ref: come.name, why: whyNot(error) });
    }
  }
  return { runs: made, refused };
}

/** What is no commit is no run of anybody's, and would be in the way of one for good. */
async function whyNotTaken(
  { repository, removal }: Adopting,
  { name, commit }: Incoming,
  error: GitRunError,
): Promise<Pick<Refused, 'why' | 'remedy'>> {
  const [head] = await repository.objects.heads([commit]);
  if (head === undefined || head.type === 'commit') return { why: whyNot(error) };
  const why = `what is there is a ${head.type}, and no run`;
  return removal === undefined ? { why } : { why, remedy: removal(name) };
}

/** The run is named beside it. */
function whyNot(error: GitRunError): string {
  return error instanceof UnsoundRunError ? error.data.why : error.message;
}

function named({ run }: LoadedRun): SharedRun {
  return namedAs(run.id, run.name);
}

function namedAs(id: RunId, name: string | undefined): SharedRun {
  return name === undefined ? { id } : { id, name };
}

/**
 * Does all changes of a record one after the other, in the order they were made in where one knew of the other, else by
 * time. Commits that join say nothing by themselves: which changes there are decides, and not how they came together. All
 * that every other change knew of, or was known to, need not be done again.
 */
import { CorruptRecordError } from '../run/errors.ts';
import type { KeptRecord, RecordKind } from './record-kind.ts';

/** A commit of a record: a change of what its parent says, or, of several parents, a join. */
export interface Step {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly time: number;
}

/** Of several beginnings the first counts, and the others add what it lacks. `recordOf` reads what a commit says. */
export async function replay<Kept extends KeptRecord>(
  kind: Pick<RecordKind<Kept>, 'noun' | 'blank' | 'rebase' | 'settle'>,
  history: readonly Step[],
  recordOf: (commit: string) => Promise<Kept>,
): Promise<Kept> {
  const [first, ...changes] = changesOf(history);
  if (first === undefined) throw new CorruptRecordError(kind.noun, 'it has no beginning');
  let state = await recordOf(first.commit);
  for (const { commit, parents } of changes) {
    const after = await recordOf(commit);
    const [parent] = parents;
    const before = parent === undefined ? kind.blank(after) : await recordOf(parent);
    state = kind.rebase(state, before, after);
  }
  return kind.settle(state);
}

/** The changes that have to be done, the last one first that all others come before or after. */
function changesOf(history: readonly Step[]): Step[] {
  const known = new Map(history.map(step => [step.commit, step]));
  const changes = ordered(history, known).filter(step => !isJoin(step));
  const knew = new Map<string, ReadonlySet<string>>();
  for (const step of changes) knew.set(step.commit, changesBelow(step, known));
  return changes.slice(lastCut(changes, knew));
}

function isJoin({ parents }: Step): boolean {
  return parents.length > 1;
}

/** The next changes that a step was made upon, behind joins. */
function changesBelow(step: Step, known: ReadonlyMap<string, Step>): Set<string> {
  const below = new Set<string>();
  const seen = new Set(step.parents);
  for (const commit of seen) {
    const parent = known.get(commit);
    if (parent === undefined) continue;
    if (isJoin(parent)) for (const one of parent.parents) seen.add(one);
    else below.add(commit);
  }
  return below;
}

/** Where the last change is that each other one knew of, or was known to; 0 where there is none. */
function lastCut(changes: readonly Step[], knew: ReadonlyMap<string, ReadonlySet<string>>): number {
  // What was begun, and by whom it is still to be gone on with; a beginning goes on from nothing.
  const followers = new Map<string, number>();
  let open = 0;
  for (const below of knew.values()) {
    if (below.size === 0) open++;
    for (const commit of below) followers.set(commit, (followers.get(commit) ?? 0) + 1);
  }
  const ends = new Set<string>();
  let cut = 0;
  for (const [at, { commit }] of changes.entries()) {
    const below = knew.get(commit) as ReadonlySet<string>;
    for (const one of below) ends.delete(one);
    ends.add(commit);
    open -= Math.max(below.size, 1);
    if (open === 0 && ends.size === 1) cut = at;
    open += followers.get(commit) ?? 0;
  }
  return cut;
}

/** Parents before children; of those that are next the older one, then the one of the lesser id. */
function ordered(history: readonly Step[], known: ReadonlyMap<string, Step>): Step[] {
  const waits = new Map<string, number>();
  const children = new Map<string, Step[]>();
  for (const step of history) {
    const parents = step.parents.filter(parent => known.has(parent));
    waits.set(step.commit, parents.length);
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), step]);
  }
  const next = history.filter(({ commit }) => waits.get(commit) === 0).sort(byAge);
  const found: Step[] = [];
  for (let step = next.shift(); step !== undefined; step = next.shift()) {
    found.push(step);
    for (const child of children.get(step.commit) ?? []) {
      const left = (waits.get(child.commit) as number) - 1;
      waits.set(child.commit, left);
      if (left === 0) next.push(child);
    }
    next.sort(byAge);
  }
  return found;
}

function byAge(one: Step, other: Step): number {
  return one.time - other.time || (one.commit < other.commit ? -1 : 1);
}

/**
 * Edits of a run after the fact. Each is an event; the current state is the fold of all events in id order,
 * so clones that edit apart merge by the union of their files.
 */
import { type Attempt, attemptPath, type Joined, joinAttempt, joinedOf } from './attempt.ts';
import { ARTIFACTS, type Manifest, type ManifestEntry } from './manifest.ts';
import type { Run } from './run.ts';
import { type EventId, timeOf } from './run-id.ts';

export type Edit =
  | { readonly kind: 'tag'; readonly key: string; readonly value: string }
  | { readonly kind: 'untag'; readonly key: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'move'; readonly experiment: { readonly id: string; readonly name: string } }
  | { readonly kind: 'trash' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'artifact'; readonly path: string; readonly entry: ManifestEntry }
  | ({ readonly kind: 'continue' } & Attempt);

/** An edit with its place in the order and its author. */
export interface Annotation {
  readonly id: EventId;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** `Name <email>`. */
  readonly author: string;
  readonly edit: Edit;
}

/** A run with its edits applied. */
export interface AnnotatedRun {
  readonly run: Run;
  readonly trashed: boolean;
  /** Files that were added after the run had ended, by path in its tree. */
  readonly added: Manifest;
  /** The run without its edits; absent where it has none. */
  readonly recorded?: Run;
}

/** Applies edits in the order of their ids to a run that has none yet. An edit made after the trash is kept, and the run stays trashed. */
export function annotate(run: Run, annotations: readonly Annotation[]): AnnotatedRun {
  if (annotations.length === 0) return { run, trashed: false, added: withoutPrototype([]) };
  const ordered = [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
  const state: Fold = {
    changes: {},
    tags: new Map(Object.entries(run.tags)),
    trashed: false,
    joined: undefined,
  };
  for (const { edit } of ordered) apply(state, edit, run);
  return {
    run: { ...run, ...state.changes, ...whole(state.joined), tags: withoutPrototype(state.tags) },
    trashed: state.trashed,
    added: addedFiles(annotations),
    recorded: run,
  };
}

/** When somebody went on with a run that had ended, and who. */
export interface WentOn extends Pick<Attempt, 'attempt' | 'started' | 'ended'> {
  readonly author: string;
}

/** The times that a run was gone on with, in their order. */
export function timesGoneOn(annotations: readonly Annotation[]): WentOn[] {
  const times = new Map<string, WentOn>();
  for (const { author, edit } of annotations) {
    if (edit.kind !== 'continue' || times.has(edit.attempt)) continue;
    const { attempt, started, ended } = edit;
    times.set(attempt, { attempt, started, ended, author });
  }
  return [...times.values()].sort((one, other) => (one.attempt < other.attempt ? -1 : 1));
}

/** The files that edits have added, by path in the run's tree, each as it was added last. */
export function addedFiles(annotations: readonly Annotation[]): Manifest {
  const ordered = [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
  return withoutPrototype(ordered.flatMap(({ edit }) => filesOf(edit)));
}

function filesOf(edit: Edit): (readonly [string, ManifestEntry])[] {
  if (edit.kind === 'artifact') return [[`${ARTIFACTS}${edit.path}`, edit.entry]];
  if (edit.kind !== 'continue') return [];
  return Object.entries(edit.files).map(([path, entry]) => [attemptPath(edit.attempt, path), entry] as const);
}

/**
 * Since when a run has been in the trash, in ms since 1970; undefined where it is not. By the clock of who put it there,
 * or by the order of the edits where that is later.
 */
export function trashedSince(annotations: readonly Annotation[]): number | undefined {
  const ordered = [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
  let since: number | undefined;
  for (const { id, time, edit } of ordered) {
    if (edit.kind === 'restore') since = undefined;
    if (edit.kind === 'trash') since ??= Math.max(Date.parse(time) || 0, timeOf(id));
  }
  return since;
}

/** What edits have come to so far; changed in place, since a run can have very many. */
interface Fold {
  changes: Partial<Pick<Run, 'name' | 'note' | 'experiment'>>;
  readonly tags: Map<string, string>;
  trashed: boolean;
  /** Absent while no attempt was made. */
  joined: Joined | undefined;
}

function apply(state: Fold, edit: Edit, run: Run): void {
  switch (edit.kind) {
    case 'tag':
      state.tags.set(edit.key, edit.value);
      return;
    case 'untag':
      state.tags.delete(edit.key);
      return;
    case 'note':
      state.changes = { ...state.changes, note: edit.text };
      return;
    case 'rename':
      state.changes = { ...state.changes, name: edit.name };
      return;
    case 'move':
      state.changes = { ...state.changes, experiment: edit.experiment as Run['experiment'] };
      return;
    case 'trash':
      state.trashed = true;
      return;
    case 'restore':
      state.trashed = false;
      return;
    case 'artifact':
      return;
    case 'continue':
      state.joined ??= joinedOf(run);
      joinAttempt(state.joined, edit);
  }
}

function whole(joined: Joined | undefined): Partial<Run> {
  if (joined === undefined) return {};
  const { params, metrics, problems, end } = joined;
  return { params: withoutPrototype(params), metrics: withoutPrototype(metrics), problems, ...end };
}

/** A record of entries. It has no prototype: a tag may be called `constructor`, or `__proto__`. */
function withoutPrototype<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  const record: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/**
 * Edits of a run after the fact. Each is an event; the current state is the fold of all events in id order,
 * so clones that edit apart merge by the union of their files.
 */
import type { ManifestEntry } from './manifest.ts';
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
  | { readonly kind: 'artifact'; readonly path: string; readonly entry: ManifestEntry };

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
  /** Artifacts that were added after the run had ended, by path. */
  readonly added: Readonly<Record<string, ManifestEntry>>;
}

/**
 * Applies edits in the order of their ids. An edit made after the trash is kept, and the run stays trashed. Some of them
 * may have been applied already: nothing but an edit changes what edits change.
 */
export function annotate(run: Run, annotations: readonly Annotation[]): AnnotatedRun {
  if (annotations.length === 0) return { run, trashed: false, added: withoutPrototype([]) };
  const ordered = [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
  const state: Fold = {
    changes: {},
    tags: new Map(Object.entries(run.tags)),
    added: new Map(),
    trashed: false,
  };
  for (const { edit } of ordered) apply(state, edit);
  return {
    run: { ...run, ...state.changes, tags: withoutPrototype(state.tags) },
    trashed: state.trashed,
    added: withoutPrototype(state.added),
  };
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
  readonly added: Map<string, ManifestEntry>;
  trashed: boolean;
}

function apply(state: Fold, edit: Edit): void {
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
      state.added.set(edit.path, edit.entry);
  }
}

/** A record of entries. It has no prototype: a tag may be called `constructor`, or `__proto__`. */
function withoutPrototype<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  const record: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}

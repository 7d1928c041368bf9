/**
 * Edits of a run after the fact. Each is an event; the current state is the fold of all events in id order,
 * so clones that edit apart merge by the union of their files.
 */
import type { ManifestEntry } from './manifest.ts';
import type { Run } from './run.ts';
import type { EventId } from './run-id.ts';

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

/** Applies edits in the order of their ids. An edit made after the trash is kept, and the run stays trashed. */
export function annotate(run: Run, annotations: readonly Annotation[]): AnnotatedRun {
  const ordered = [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
  return ordered.reduce(apply, { run, trashed: false, added: withEntries({}) });
}

function apply(state: AnnotatedRun, { edit }: Annotation): AnnotatedRun {
  const change = (changes: Partial<Run>): AnnotatedRun => ({ ...state, run: { ...state.run, ...changes } });
  switch (edit.kind) {
    case 'tag':
      return change({ tags: withEntries(state.run.tags, [edit.key, edit.value]) });
    case 'untag':
      return change({ tags: withEntries(without(state.run.tags, edit.key)) });
    case 'note':
      return change({ note: edit.text });
    case 'rename':
      return change({ name: edit.name });
    case 'move':
      return change({ experiment: edit.experiment as Run['experiment'] });
    case 'trash':
      return { ...state, trashed: true };
    case 'restore':
      return { ...state, trashed: false };
    case 'artifact':
      return { ...state, added: withEntries(state.added, [edit.path, edit.entry]) };
  }
}

/** A copy with more entries. It has no prototype: a tag may be called `constructor`, or `__proto__`. */
function withEntries<Value>(
  record: Readonly<Record<string, Value>>,
  ...more: readonly (readonly [string, Value])[]
): Record<string, Value> {
  const copy: Record<string, Value> = Object.create(null);
  for (const [key, value] of [...Object.entries(record), ...more]) copy[key] = value;
  return copy;
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

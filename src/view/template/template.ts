/**
 * A template of `--format`, in the grammar of `git for-each-ref --format`: `%(name) %(metrics.acc:%.3f)`, as what it
 * comes to. https://git-scm.com/docs/git-for-each-ref#_field_names
 */
import type { Key } from '../../query/lookup.ts';
import type { Form } from './form.ts';

export type Template = readonly Part[];

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** What a run has under a key, in a form. */
  | { readonly kind: 'value'; readonly key: Key; readonly form: Form }
  /** Changes the colour of all that follows: `bold red`, `reset`. */
  | { readonly kind: 'colour'; readonly colour: string }
  /** Filled up with spaces to so many cells. */
  | { readonly kind: 'align'; readonly width: number; readonly position: Position; readonly of: Template };

export const POSITIONS = ['left', 'right', 'middle'] as const;
export type Position = (typeof POSITIONS)[number];

/** The keys a template asks for. */
export function templateKeys(template: Template): Key[] {
  return template.flatMap(part =>
    part.kind === 'value' ? [part.key] : part.kind === 'align' ? templateKeys(part.of) : [],
  );
}

/** A named group of runs. It exists by itself, also with no run in it. */
import type { JsonObject } from './json.ts';
import { rebaseEntries, rebaseFields } from './rebase.ts';

/** 26 base32 characters of the SHA-256 of the first name: two clones that create `default` create the same one. */
export type ExperimentId = string & { readonly __brand: 'ExperimentId' };

/** The experiment of a run that names none. */
export const DEFAULT_EXPERIMENT = 'default';

export interface Experiment {
  readonly id: ExperimentId;
  /** What people call it now; renaming keeps the id. */
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** In the trash: hidden from lists, restorable, and its name is free again. */
  readonly removed: boolean;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** Fields of the stored record that this version does not know, kept for the next writer. */
  readonly unknown?: JsonObject;
}

/** What an experiment was when it had just been created, by the name it has. */
export function blankExperiment({ id, name, created }: Experiment): Experiment {
  return { id, name, description: '', tags: {}, removed: false, created };
}

/** Does to an experiment what was done between two states of it. */
export function rebaseExperiment(state: Experiment, before: Experiment, after: Experiment): Experiment {
  return {
    ...state,
    ...rebaseFields([state, before, after], ['name', 'description', 'removed']),
    tags: rebaseEntries(state.tags, before.tags, after.tags),
    created: [after.created, state.created].sort()[0] as string,
    ...(after.unknown === undefined ? {} : { unknown: { ...state.unknown, ...after.unknown } }),
  };
}

/** Why a text cannot name an experiment or a run; undefined when it can. */
export function whyNotAName(name: string): string | undefined {
  if (name.trim() === '') return 'a name cannot be empty';
  if (name.length > 200) return 'a name has at most 200 characters';
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return 'a name cannot hold line breaks or control characters';
  if (/^[@-]/.test(name)) return `a name cannot begin with '${name[0]}', selectors and options do`;
  if (name.includes(':')) return "a name cannot hold ':', which parts a run from a path";
  return undefined;
}

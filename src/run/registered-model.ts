/** A registered model: a name under which versions of a model are numbered, and aliases that point to them. */
import type { JsonObject } from './json.ts';
import { rebaseEntries, rebaseFields } from './rebase.ts';
import type { RunId } from './run-id.ts';

/** As of an experiment: two clones that register a model under one name have the same one. */
export type RegisteredModelId = string & { readonly __brand: 'RegisteredModelId' };

/** A ULID: of two versions the one of the lesser id is the older one. */
export type ModelVersionId = string & { readonly __brand: 'ModelVersionId' };

export interface RegisteredModel {
  readonly id: RegisteredModelId;
  /** What people call it now; renaming keeps the id. Any text: it is never part of a ref. */
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Which version each points to. It follows its version, should that get another number. */
  readonly aliases: Readonly<Record<string, ModelVersionId>>;
  /** All there have been, by number; a number is given once. */
  readonly versions: readonly ModelVersion[];
  /** Its name is free again. */
  readonly removed: boolean;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
  /** Fields of the stored record that this version does not know, kept for the next writer. */
  readonly unknown?: JsonObject;
}

export interface ModelVersion {
  readonly id: ModelVersionId;
  /** From 1. */
  readonly number: number;
  /** Where the model was said to be. Nobody ever goes there. */
  readonly source: string;
  /** Where among the artifacts of a run it was found to be, when it was registered or brought: an address of ours. */
  readonly location?: string;
  /** The run it comes from, as its client named it. */
  readonly run?: string;
  readonly runLink?: string;
  /** The logged model that it is. */
  readonly model?: string;
  readonly description: string;
  /** `None`, `Staging`, `Production` or `Archived`. */
  readonly stage: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Not told any more; its number is not given again. */
  readonly removed: boolean;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
}

/** A version of a registered model, as it is told of the run that it comes from. */
export interface RegisteredVersion extends Pick<ModelVersion, 'stage'> {
  /** Of the model. */
  readonly name: string;
  readonly version: number;
  readonly aliases: readonly string[];
}

/** Whether a version comes from a run, by an id of ours: its client may have called the run by another, its location does not. */
export function comesFrom({ run, location = '' }: ModelVersion, id: RunId): boolean {
  return run === id || location.includes(id);
}

/** The versions that come from a run, of models and versions that were not removed. */
export function versionsOfRun(models: readonly RegisteredModel[], run: RunId): RegisteredVersion[] {
  return models
    .filter(({ removed }) => !removed)
    .flatMap(({ name, versions, aliases }) =>
      versions
        .filter(version => comesFrom(version, run) && !version.removed)
        .map(({ id, number, stage }) => {
          const own = Object.entries(aliases).filter(([, aliased]) => aliased === id);
          return { name, version: number, stage, aliases: own.map(([alias]) => alias) };
        }),
    );
}

/** A registered model with no version yet. */
export function newRegisteredModel(
  given: Pick<RegisteredModel, 'id' | 'name' | 'created'> & Partial<RegisteredModel>,
): RegisteredModel {
  return {
    ...{ description: '', tags: {}, aliases: {}, versions: [], removed: false, updated: given.created },
    ...given,
  };
}

/** The number that the next version gets. */
export function nextNumber(versions: readonly ModelVersion[]): number {
  return versions.reduce((most, { number }) => Math.max(most, number), 0) + 1;
}

/** Does to a registered model what was done between two states of it. Two of its versions may have one number then. */
export function rebaseModel(
  state: RegisteredModel,
  before: RegisteredModel,
  after: RegisteredModel,
): RegisteredModel {
  return {
    ...state,
    ...rebaseFields([state, before, after], ['name', 'description', 'removed']),
    tags: rebaseEntries(state.tags, before.tags, after.tags),
    aliases: rebaseEntries(state.aliases, before.aliases, after.aliases) as RegisteredModel['aliases'],
    versions: rebaseVersions(state.versions, before.versions, after.versions),
    created: [after.created, state.created].sort()[0] as string,
    updated: later(state, after),
    ...(after.unknown === undefined ? {} : { unknown: { ...state.unknown, ...after.unknown } }),
  };
}

type Versions = readonly ModelVersion[];

function rebaseVersions(state: Versions, before: Versions, after: Versions): ModelVersion[] {
  const all = new Map(state.map(version => [version.id, version]));
  const known = new Map(before.map(version => [version.id, version]));
  for (const version of after) {
    const [now, then] = [all.get(version.id), known.get(version.id)];
    if (now === undefined) all.set(version.id, version);
    else if (then !== undefined) all.set(version.id, rebaseVersion(now, then, version));
  }
  return [...all.values()];
}

function rebaseVersion(state: ModelVersion, before: ModelVersion, after: ModelVersion): ModelVersion {
  return {
    ...state,
    ...rebaseFields([state, before, after], ['location', 'description', 'stage', 'removed']),
    tags: rebaseEntries(state.tags, before.tags, after.tags),
    updated: later(state, after),
  };
}

function later(one: { readonly updated: string }, other: { readonly updated: string }): string {
  return [one.updated, other.updated].sort()[1] as string;
}

/**
 * Gives each version a number of its own: of those that were made apart under one number the oldest keeps it, the others
 * get the next free ones, the older first. An alias of a version that was removed goes with it.
 */
export function settleModel(model: RegisteredModel): RegisteredModel {
  const byAge = model.versions.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const numbered = new Map<number, ModelVersion>();
  const late: ModelVersion[] = [];
  for (const version of byAge) {
    if (numbered.has(version.number)) late.push(version);
    else numbered.set(version.number, version);
  }
  // Whoever has seen these numbers asks for greater ones: what is free now stays free, and they stay as they are.
  let free = 1;
  for (const version of late) {
    while (numbered.has(free)) free++;
    numbered.set(free, { ...version, number: free });
  }
  const versions = [...numbered.values()].sort((one, other) => one.number - other.number);
  const told = new Set(versions.flatMap(({ id, removed }) => (removed ? [] : [id])));
  const aliases = Object.entries(model.aliases).filter(([, id]) => told.has(id));
  return { ...model, versions, aliases: Object.fromEntries(aliases) };
}

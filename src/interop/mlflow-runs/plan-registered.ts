/**
 * A registered model of MLflow's → what the one here becomes. Its versions keep their numbers, as far as these are free.
 * What was not changed here since becomes as it is there; what was, stays. Pure.
 */
import type { Loss } from '../../run/import-report.ts';
import { canonical } from '../../run/json.ts';
import {
  type ModelVersion,
  type ModelVersionId,
  newRegisteredModel,
  nextNumber,
  type RegisteredModel,
  type RegisteredModelId,
} from '../../run/registered-model.ts';
import { parseRunId } from '../../run/run-id.ts';
import { encodeModel } from '../../store/encode.ts';
import { recordId } from '../../store/records.ts';
import { LATEST, versionIdOfMlflow } from '../mlflow-id.ts';
import type { MlflowRegistered, MlflowVersion } from './mlflow-registered.ts';

export interface PlannedModel {
  readonly model: RegisteredModel;
  /** How many versions are new. */
  readonly added: number;
  readonly losses: readonly Loss[];
}

/**
 * The one here that it is, removed or not: it was made then, under that name; else the live one that has its name.
 */
export function findHere(
  all: readonly RegisteredModel[],
  there: MlflowRegistered,
): RegisteredModel | undefined {
  return (
    all.find(model => isSame(model, there)) ??
    all.find(({ name, removed }) => name === there.name && !removed)
  );
}

/** Whether it was brought from there before, or given to there; else two have one name. */
export function isSame(
  { id, name, created }: RegisteredModel,
  { ours, ...there }: MlflowRegistered,
): boolean {
  if (id === ours) return true;
  return created === isoOf(there.created) && (name === there.name || id === recordId(there.name));
}

/** Plans it; `locations` are those of versions, by their numbers there. Undefined where it is here as it is there. */
export function planRegistered(
  there: MlflowRegistered,
  here: RegisteredModel | undefined,
  locations: ReadonlyMap<number, string>,
): PlannedModel | undefined {
  const { name, description, tags } = there;
  const [created, updated] = [isoOf(there.created), isoOf(there.updated)];
  const before = here ?? newRegisteredModel({ id: '' as RegisteredModelId, name, created });
  const { versions, ids, added, losses } = planVersions(there, before.versions, locations);
  const aliases = aliasesOf(there, ids);
  const asThere = { description, tags, aliases };
  const isTheirs = here === undefined || (isSame(here, there) && here.updated <= updated);
  const told = isTheirs ? asThere : added > 0 ? together(asThere, before) : {};
  const model = { ...before, ...told, versions, updated: [before.updated, updated].sort()[1] as string };
  return here !== undefined && isAlike(here, model) ? undefined : { model, added, losses };
}

type Told = Pick<RegisteredModel, 'description' | 'tags' | 'aliases'>;

/** What is here goes before. */
function together(there: Told, here: Told): Told {
  return {
    description: here.description === '' ? there.description : here.description,
    tags: { ...there.tags, ...here.tags },
    aliases: { ...there.aliases, ...here.aliases },
  };
}

/** But for when they were changed. */
function isAlike(one: RegisteredModel, other: RegisteredModel): boolean {
  return encodeModel(one) === encodeModel({ ...other, updated: one.updated });
}

interface PlannedVersions extends Pick<PlannedModel, 'added' | 'losses'> {
  readonly versions: readonly ModelVersion[];
  /** By their numbers there. */
  readonly ids: ReadonlyMap<number, ModelVersionId>;
}

function planVersions(
  there: MlflowRegistered,
  here: readonly ModelVersion[],
  locations: ReadonlyMap<number, string>,
): PlannedVersions {
  const versions = new Map(here.map(version => [version.id, version]));
  const taken = new Set(here.map(({ number }) => number));
  const ids = new Map<number, ModelVersionId>();
  const late: ModelVersion[] = [];
  for (const told of there.versions) {
    const made = versionOf(there, told, locations.get(told.number));
    ids.set(told.number, made.id);
    const known = versions.get(made.id);
    if (known !== undefined) versions.set(made.id, changed(known, made));
    else if (taken.has(made.number)) late.push(made);
    else versions.set(made.id, made);
  }
  // What is there may have any number: what is late here comes after all of them.
  const losses = late.map(version => {
    const number = nextNumber([...versions.values()]);
    versions.set(version.id, { ...version, number });
    const path = `${there.path}/version-${version.number}`;
    return { path, why: `is version ${number} here: there is another version ${version.number}` };
  });
  const all = [...versions.values()].sort((one, other) => one.number - other.number);
  const known = new Set(here.map(({ id }) => id));
  const added = all.filter(({ id, removed }) => !removed && !known.has(id)).length;
  return { versions: all, ids, added, losses };
}

function versionOf(model: MlflowRegistered, told: MlflowVersion, location?: string): ModelVersion {
  const { number, source, run, runLink, model: logged, description, stage, tags } = told;
  const ours = told.ours === undefined ? undefined : (parseRunId(told.ours) as ModelVersionId | undefined);
  return {
    id: ours ?? versionIdOfMlflow(model.name, number, timeOf(told.created)),
    ...{ number, source, description, stage, tags, removed: told.deleted },
    ...(location === undefined ? {} : { location }),
    ...(run === undefined ? {} : { run }),
    ...(runLink === undefined ? {} : { runLink }),
    ...(logged === undefined ? {} : { model: logged }),
    ...{ created: isoOf(told.created), updated: isoOf(told.updated) },
  };
}

/** One that is here; its run may have come after it. */
function changed(known: ModelVersion, made: ModelVersion): ModelVersion {
  const { location = known.location, description, stage, tags, updated } = made;
  const found = known.location === undefined && location !== undefined ? { location } : {};
  if (known.updated > updated) return { ...known, ...found };
  const removed = known.removed || made.removed;
  const next = { ...known, ...found, description, stage, tags, removed };
  return canonical(next) === canonical(known) ? known : { ...next, updated };
}

function aliasesOf(
  { aliases }: MlflowRegistered,
  ids: ReadonlyMap<number, ModelVersionId>,
): RegisteredModel['aliases'] {
  const known = Object.entries(aliases).flatMap(([alias, number]) => {
    const id = ids.get(number);
    return id === undefined ? [] : [[alias, id] as const];
  });
  return Object.fromEntries(known);
}

function isoOf(time: number): string {
  return new Date(timeOf(time)).toISOString();
}

function timeOf(time: number): number {
  return Math.min(Math.max(Math.trunc(time), 0), LATEST);
}

/** What is answered of the model registry, as messages of the protocol. */
import type { ModelVersion, RegisteredModel } from '../../run/registered-model.ts';
import type { KeyValue } from './facts.ts';
import { latestVersions } from './model-versions.ts';
import type { VersionOfModel } from './registry.ts';
import type { Message } from './wire.ts';

/** A registered model; of its versions the last one of each stage. */
export function registeredModelMessage(model: RegisteredModel): Message {
  return {
    name: model.name,
    creation_timestamp: Date.parse(model.created),
    last_updated_timestamp: Date.parse(model.updated),
    description: model.description || undefined,
    latest_versions: latestVersions(model).map(version => versionMessage({ model, version })),
    tags: pairs(model.tags),
    aliases: aliasesOf(model).map(([alias, { number }]) => ({ alias, version: String(number) })),
  };
}

/** A version of one. */
export function versionMessage({ model, version }: VersionOfModel): Message {
  return {
    name: model.name,
    version: String(version.number),
    creation_timestamp: Date.parse(version.created),
    last_updated_timestamp: Date.parse(version.updated),
    current_stage: version.stage,
    description: version.description || undefined,
    source: version.source,
    run_id: version.run,
    run_link: version.runLink,
    model_id: version.model,
    status: 'READY',
    tags: pairs(version.tags),
    aliases: aliasesOf(model).flatMap(([alias, { id }]) => (id === version.id ? [alias] : [])),
  };
}

function aliasesOf({ aliases, versions }: RegisteredModel): (readonly [string, ModelVersion])[] {
  const told = new Map(versions.filter(({ removed }) => !removed).map(one => [one.id, one]));
  return Object.entries(aliases).flatMap(([alias, id]) => {
    const version = told.get(id);
    return version === undefined ? [] : [[alias, version] as const];
  });
}

function pairs(tags: Readonly<Record<string, string>>): KeyValue[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** Versions of a registered model, by what points to them. */
import type { ModelVersion, RegisteredModel } from '../../run/registered-model.ts';
import { absent, invalid } from './errors.ts';
import { readStage } from './model-stages.ts';
import { isLatest } from './registry-limits.ts';

/** The last version of each stage that has any, by number. */
export function latestVersions({ versions }: RegisteredModel): ModelVersion[] {
  const byStage = new Map<string, ModelVersion>();
  for (const version of versions) {
    const { number = 0 } = byStage.get(version.stage) ?? {};
    if (!version.removed && version.number > number) byStage.set(version.stage, version);
  }
  return [...byStage.values()].sort((one, other) => one.number - other.number);
}

/** The version that an alias points to. Throws MlflowError. */
export function aliasedVersion(model: RegisteredModel, alias: string): ModelVersion {
  const id = Object.hasOwn(model.aliases, alias) ? model.aliases[alias] : undefined;
  const found = isLatest(alias)
    ? latestVersions(model).at(-1)
    : model.versions.find(version => version.id === id && !version.removed);
  if (found === undefined) throw invalid(`Registered model alias ${alias} not found.`);
  return found;
}

/** The last version of a stage, or of all for `latest`. Throws MlflowError. */
export function latestOfStage(model: RegisteredModel, text: string): ModelVersion {
  const all = latestVersions(model);
  const found = isLatest(text) ? all.at(-1) : all.find(({ stage }) => stage === readStage(text));
  if (found === undefined) throw absent(`Model '${model.name}' has no version of stage '${text}'`);
  return found;
}

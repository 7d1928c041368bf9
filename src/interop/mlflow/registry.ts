/** The model registry, by the names of the wire. It is read when it is asked for, and not before. */
import { ModelExistsError } from '../../run/record-errors.ts';
import {
  type ModelVersion,
  newRegisteredModel,
  nextNumber,
  type RegisteredModel,
  type RegisteredModelId,
} from '../../run/registered-model.ts';
import { MODEL } from '../../store/model-kind.ts';
import { newVersionId } from '../../store/new-id.ts';
import { changeRecord, createRecord, findRecord, listRecords } from '../../store/records.ts';
import { absent, MlflowError } from './errors.ts';
import { inTurn } from './in-turn.ts';
import { NO_STAGE } from './model-stages.ts';
import { isPrompt } from './prompt-tag.ts';
import type { World } from './world.ts';

/** What is said of a version when it is made. */
export type NewVersion = Pick<ModelVersion, 'source'> &
  Partial<Pick<ModelVersion, 'location' | 'run' | 'runLink' | 'model' | 'description' | 'tags'>>;

/** A version, and the model as it is with it. */
export interface VersionOfModel {
  readonly model: RegisteredModel;
  readonly version: ModelVersion;
}

export class Registry {
  readonly #world: World;
  readonly #inTurn = inTurn();

  constructor(world: World) {
    this.#world = world;
  }

  /** All that were not deleted. */
  async all(): Promise<RegisteredModel[]> {
    return (await listRecords(this.#world.repository, MODEL)).filter(({ removed }) => !removed);
  }

  /** Throws MlflowError where there is none of a name. */
  async get(name: string): Promise<RegisteredModel> {
    const found = await findRecord(this.#world.repository, MODEL, name);
    if (found === undefined) throw noModel(name);
    return found;
  }

  /** Throws MlflowError where there is no such version, or no such model. */
  async version(name: string, number: string): Promise<VersionOfModel> {
    const model = await this.get(name);
    return { model, version: versionOf(model, number) };
  }

  /** Throws MlflowError where there is one of the name. */
  async create(name: string, given: Pick<RegisteredModel, 'description' | 'tags'>): Promise<RegisteredModel> {
    const created = this.#now();
    const make = (id: string) => newRegisteredModel({ ...given, name, created, id: id as RegisteredModelId });
    return this.#inTurn(() => createRecord(this.#write(), MODEL, name, make)).catch(async error => {
      throw error instanceof ModelExistsError ? taken(await this.get(name), isPrompt(given)) : error;
    });
  }

  /** Changes a model as it then is. Throws MlflowError where another one has its new name. */
  async change(
    name: string,
    changes: (now: RegisteredModel) => Partial<RegisteredModel>,
  ): Promise<RegisteredModel> {
    return this.#inTurn(async () => {
      const { id } = await this.get(name);
      return changeRecord(this.#write(), MODEL, id, now => {
        // Another process may have renamed it.
        if (now.removed || now.name !== name) throw noModel(name);
        return { ...now, ...changes(now), updated: this.#now() };
      });
    }).catch(async error => {
      if (!(error instanceof ModelExistsError)) throw error;
      const other = await this.get(error.data.model);
      throw taken(other, isPrompt(other));
    });
  }

  /** Makes the next version of a model. */
  async addVersion(name: string, given: NewVersion): Promise<VersionOfModel> {
    const created = this.#now();
    const id = newVersionId(Date.parse(created));
    const model = await this.change(name, ({ versions }) => {
      const version: ModelVersion = {
        ...{ id, number: nextNumber(versions), description: '', stage: NO_STAGE, tags: {}, removed: false },
        ...{ created, updated: created },
        ...given,
      };
      return { versions: [...versions, version] };
    });
    return { model, version: model.versions.find(one => one.id === id) as ModelVersion };
  }

  /** Changes a version as it then is; `others` changes the other ones of its model. */
  async changeVersion(
    name: string,
    number: string,
    changes: (now: ModelVersion) => Partial<ModelVersion>,
    others: (other: ModelVersion) => Partial<ModelVersion> | undefined = () => undefined,
  ): Promise<VersionOfModel> {
    const updated = this.#now();
    const model = await this.change(name, model => {
      const { id } = versionOf(model, number);
      const versions = model.versions.map(one => {
        const changed = one.id === id ? changes(one) : one.removed ? undefined : others(one);
        return changed === undefined ? one : { ...one, ...changed, updated };
      });
      return { versions };
    });
    return { model, version: model.versions.find(one => one.number === Number(number)) as ModelVersion };
  }

  /** Has a version told no more, and no alias of it. */
  async removeVersion(name: string, number: string): Promise<void> {
    const updated = this.#now();
    await this.change(name, model => {
      const { id } = versionOf(model, number);
      const aliases = Object.entries(model.aliases).filter(([, aliased]) => aliased !== id);
      return {
        aliases: Object.fromEntries(aliases),
        versions: model.versions.map(one => (one.id === id ? { ...one, removed: true, updated } : one)),
      };
    });
  }

  #now(): string {
    return new Date(this.#world.now()).toISOString();
  }

  #write() {
    const { repository, author, now } = this.#world;
    return { repository, author, now: now() };
  }
}

/** A version of a model by its number. Throws MlflowError. */
export function versionOf(model: RegisteredModel, number: string): ModelVersion {
  const wanted = checkNumber(number);
  const found = model.versions.find(one => one.number === wanted && !one.removed);
  if (found === undefined) throw absent(`Model Version (name=${model.name}, version=${number}) not found`);
  return found;
}

function checkNumber(text: string): number {
  if (/^\s*[+-]?\d{1,15}\s*$/.test(text)) return Number(text);
  throw new MlflowError('INVALID_PARAMETER_VALUE', `Parameter 'version' must be an integer, got '${text}'.`);
}

function noModel(name: string): MlflowError {
  return absent(`Registered Model with name=${name} not found`);
}

/** Prompts are kept as models are, and have their names among them. */
function taken(other: RegisteredModel, forPrompt: boolean): MlflowError {
  const [wanted, there] = [forPrompt, isPrompt(other)].map(is => (is ? 'Prompt' : 'Registered Model'));
  const text =
    wanted === there
      ? `${wanted} (name=${other.name}) already exists.`
      : `Tried to create a ${wanted?.toLowerCase()} with name '${other.name}', but the name is already taken by a ${there?.toLowerCase()}. MLflow does not allow creating a model and a prompt with the same name.`;
  return new MlflowError('RESOURCE_ALREADY_EXISTS', text);
}

/** Registered models as values. */
import {
  type ModelVersion,
  type ModelVersionId,
  newRegisteredModel,
  nextNumber,
  type RegisteredModel,
  type RegisteredModelId,
} from '../../src/run/registered-model.ts';
import { MODEL } from '../../src/store/model-kind.ts';
import { changeRecord, createRecord, type RecordWrite, recordId } from '../../src/store/records.ts';
import { NOW, sampleId } from './run-rows.ts';

const created = new Date(NOW).toISOString();

/** A registered model, `iris` where nothing else is said. */
export function sampleModel(given: Partial<RegisteredModel> = {}): RegisteredModel {
  const { name = 'iris' } = given;
  return newRegisteredModel({ id: recordId(name) as RegisteredModelId, name, created, ...given });
}

/** A version of a number; `id` is the text of an id, and tells of two which is older. */
export function sampleVersion(number: number, given: Partial<ModelVersion> = {}): ModelVersion {
  return {
    ...{ id: sampleId(NOW + number) as string as ModelVersionId, number, source: 's3://there/model' },
    ...{ description: '', stage: 'None', tags: {}, removed: false, created, updated: created },
    ...given,
  };
}

/** Stores one with no version. */
export function createModel(write: RecordWrite, name: string): Promise<RegisteredModel> {
  return createRecord(write, MODEL, name, id => sampleModel({ id: id as RegisteredModelId, name }));
}

/** Gives a stored one another version. */
export function addVersion(
  write: RecordWrite,
  { id }: Pick<RegisteredModel, 'id'>,
  given: Partial<ModelVersion> = {},
): Promise<RegisteredModel> {
  return changeRecord(write, MODEL, id, now => {
    const version = sampleVersion(nextNumber(now.versions), {
      id: sampleId(write.now) as string as ModelVersionId,
      ...given,
    });
    return { ...now, versions: [...now.versions, version] };
  });
}

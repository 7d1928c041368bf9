/** How registered models are kept. */
import { ModelExistsError } from '../run/record-errors.ts';
import {
  newRegisteredModel,
  type RegisteredModel,
  rebaseModel,
  settleModel,
} from '../run/registered-model.ts';
import { REGISTRY } from '../run/run-ref.ts';
import { decodeModel } from './decode.ts';
import { encodeModel } from './encode.ts';
import { MOST } from './limits.ts';
import type { RecordKind } from './record-kind.ts';

export const MODEL: RecordKind<RegisteredModel> = {
  noun: 'registered model',
  prefix: REGISTRY,
  file: 'model.json',
  most: MOST.model,
  decode: decodeModel,
  encode: encodeModel,
  blank: ({ id, name, created }) => newRegisteredModel({ id, name, created }),
  rebase: rebaseModel,
  settle: settleModel,
  exists: name => new ModelExistsError(name),
};

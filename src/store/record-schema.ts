/** The stored shapes of records that are kept one by one. Of fields the same holds as for those of a run. */
import * as v from 'valibot';
import { integer, records } from './schema.ts';

/** `experiment.json`. */
export const storedExperiment = v.looseObject({
  version: integer,
  id: v.string(),
  name: v.string(),
  description: v.string(),
  tags: records(v.string()),
  removed: v.boolean(),
  created: v.string(),
});

/** `model.json`. */
export const storedModel = v.looseObject({
  version: integer,
  id: v.string(),
  name: v.string(),
  description: v.string(),
  tags: records(v.string()),
  aliases: records(v.string()),
  versions: v.array(
    v.looseObject({
      id: v.string(),
      number: v.pipe(integer, v.minValue(1)),
      source: v.string(),
      location: v.exactOptional(v.string()),
      run: v.exactOptional(v.string()),
      runLink: v.exactOptional(v.string()),
      model: v.exactOptional(v.string()),
      description: v.string(),
      stage: v.string(),
      tags: records(v.string()),
      removed: v.boolean(),
      created: v.string(),
      updated: v.string(),
    }),
  ),
  removed: v.boolean(),
  created: v.string(),
  updated: v.string(),
});

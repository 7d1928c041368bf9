/** How experiments are kept. */
import { ExperimentExistsError } from '../run/errors.ts';
import { blankExperiment, type Experiment, rebaseExperiment } from '../run/experiment.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import { decodeExperiment } from './decode.ts';
import { encodeExperiment } from './encode.ts';
import { MOST } from './limits.ts';
import type { RecordKind } from './record-kind.ts';

export const EXPERIMENT: RecordKind<Experiment> = {
  noun: 'experiment',
  prefix: EXPERIMENTS,
  file: 'experiment.json',
  most: MOST.experiment,
  decode: decodeExperiment,
  encode: encodeExperiment,
  blank: blankExperiment,
  rebase: rebaseExperiment,
  settle: experiment => experiment,
  exists: name => new ExperimentExistsError(name),
};

/** Experiments as MLflow numbers them: its clients take it for granted that `0` is there, the default one. */
import { DEFAULT_EXPERIMENT } from '../../run/experiment.ts';
import { experimentId } from '../../store/experiments.ts';

const DEFAULT_NUMBER = '0';

/** What MLflow's clients are told of an experiment's id: `0` for the default one, the id itself for any other. */
export function experimentNumber(id: string): string {
  return id === experimentId(DEFAULT_EXPERIMENT) ? DEFAULT_NUMBER : id;
}

/** The id that is meant by what MLflow's clients say. */
export function experimentIdOf(number: string): string {
  return number === DEFAULT_NUMBER ? experimentId(DEFAULT_EXPERIMENT) : number;
}

import { GitRunError } from '../../run/errors.ts';

/** A request in MLflow's words that cannot be done, where MLflow itself fails rather than asks for other words. */
export class MlflowRequestError extends GitRunError {
  readonly code = 'mlflow-request';
  constructor(message: string) {
    super(message, {});
  }
}

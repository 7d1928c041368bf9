import { GitRunError } from '../../run/errors.ts';

/** A server of MLflow says no to one request; others it may answer. */
export class RefusedError extends GitRunError<{
  status: number;
  /** MLflow's own word for it, where there is one. */ reason: string | undefined;
  /** How long it wants us to wait, ms. */ retryAfter: number | undefined;
  why: string;
}> {
  readonly code = 'mlflow-refused';
  /** `shown` is the server's address, `why` the end of a sentence that begins with it. */
  constructor(
    shown: string,
    why: string,
    status: number,
    more: { readonly reason?: string; readonly retryAfter?: number } = {},
  ) {
    super(`${shown} ${why}`, { why, status, reason: undefined, retryAfter: undefined, ...more });
  }
}

/** Whether an error says that there is no such thing, or that an older server does not know what is asked. */
export function isAbsence(error: unknown): error is RefusedError {
  return error instanceof RefusedError && [404, 405, 501].includes(error.data.status);
}

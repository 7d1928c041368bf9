/** What the endpoint answers where it cannot do what it was asked: MLflow's codes, each with its status. */

import { ContentMissingError } from '../../run/content-errors.ts';
import { GitRunError } from '../../run/errors.ts';
import { FilterError, SearchFilterError } from '../../run/filter-errors.ts';
import { FullRunError } from '../../run/journal-errors.ts';
import { RecordFullError } from '../../run/record-errors.ts';
import { isWorldError } from '../../run/world-errors.ts';

/** Of MLflow's codes those that we answer. The client asks again and again at 408, 429 and 5xx, for minutes. */
const STATUS = {
  BAD_REQUEST: 400,
  INVALID_PARAMETER_VALUE: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  ENDPOINT_NOT_FOUND: 404,
  RESOURCE_DOES_NOT_EXIST: 404,
  RESOURCE_CONFLICT: 409,
  INTERNAL_ERROR: 500,
  NOT_IMPLEMENTED: 501,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** An answer that is an error; its message is for who wrote the program. */
export class MlflowError extends GitRunError<{ code: ErrorCode }> {
  readonly code = 'mlflow';
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, { code }, options);
  }

  get status() {
    return STATUS[this.data.code];
  }
}

export const invalid = (message: string) => new MlflowError('INVALID_PARAMETER_VALUE', message);
export const absent = (message: string) => new MlflowError('RESOURCE_DOES_NOT_EXIST', message);

/** Whether an error says that something is not there. */
export function isAbsence(error: unknown): boolean {
  return error instanceof MlflowError && error.data.code === 'RESOURCE_DOES_NOT_EXIST';
}

/** Every error as one that can be answered. What is no error of ours is a bug of ours, and says so. */
export function answerable(error: unknown): MlflowError {
  if (error instanceof MlflowError) return error;
  const { message } = error as Error;
  if (error instanceof SearchFilterError || error instanceof FilterError) return invalid(message);
  if (error instanceof RecordFullError || error instanceof FullRunError) return invalid(message);
  if (error instanceof ContentMissingError) return absent(message);
  // A client that has gone before it had sent all: nobody hears it.
  if ((error as NodeJS.ErrnoException).code === 'ECONNRESET')
    return new MlflowError('BAD_REQUEST', 'Bad Request. The request broke off.');
  const isOurs = !(error instanceof GitRunError || isWorldError(error));
  return new MlflowError('INTERNAL_ERROR', isOurs ? `bug in git-run: ${message}` : message, { cause: error });
}

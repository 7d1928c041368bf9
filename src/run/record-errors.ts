/** What is wrong with records that are kept one by one. */
import { GitRunError } from './errors.ts';

/** A live registered model of that name is there already. */
export class ModelExistsError extends GitRunError<{ model: string }> {
  readonly code = 'model-exists';
  constructor(model: string) {
    super(`a registered model '${model}' exists already`, { model });
  }
}

/** It would be larger than it is ever read. */
export class RecordFullError extends GitRunError<{ what: string; bytes: number; most: number }> {
  readonly code = 'record-full';
  constructor(what: string, bytes: number, most: number) {
    super(`${what} holds too much: its record would have ${bytes} bytes, of ${most} that it may have`, {
      ...{ what, bytes, most },
    });
  }
}

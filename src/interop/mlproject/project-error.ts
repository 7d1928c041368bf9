import { GitRunError } from '../../run/errors.ts';

/** A project, its file or what was given to it does not serve. */
export class ProjectError extends GitRunError<{
  /** What to do, a line each. */ remedies: readonly string[];
}> {
  readonly code = 'project';
  constructor(message: string, ...remedies: string[]) {
    super(message, { remedies });
  }
}

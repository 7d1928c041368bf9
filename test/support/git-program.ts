/** The git program in a temporary repository, as the native engine calls it. */
import { type GitProgram, gitProgram } from '../../src/git/native/program.ts';
import { type RepositoryOptions, type Teardown, temporaryRepository } from './temporary-repository.ts';

/** A repository, with the program bound to it and the directory of its objects. */
export function programBench(t: Teardown, options: RepositoryOptions = {}) {
  const on = temporaryRepository(t, options);
  const git: GitProgram = gitProgram(on.path, { ...on.env });
  return { on, git, objects: `${on.path}/.git/objects` };
}

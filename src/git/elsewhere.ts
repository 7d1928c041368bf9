/** Other repositories than the one git-run was started in: submodules, and what lies in a work tree beside them. */
import { realpathSync } from 'node:fs';
import { NotARepositoryError } from '../run/repository-errors.ts';
import type { Repository } from './repository.ts';

/** What binds Git to one repository: `git rev-parse --local-env-vars`, but for configuration that was given by hand. */
const BINDING = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_NAMESPACE',
];

/** The environment for Git in another repository. */
export function elsewhere(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !BINDING.includes(key)));
}

/**
 * A repository that was found from a directory, if the directory is its own top or its Git directory: from one that is
 * broken the search goes on to what is around it. Throws NotARepositoryError.
 */
export function onlyAt(directory: string, repository: Repository): Repository {
  const { workTree, gitDir } = repository.place;
  const here = realpathSync(directory);
  if ([workTree, gitDir].some(path => path !== undefined && realpathSync(path) === here)) return repository;
  throw new NotARepositoryError(directory);
}

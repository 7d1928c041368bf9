/** The environment that a project is run in, and what is said of it. */
import {
  ENVIRONMENT_MANAGERS,
  type EnvironmentManager,
  managerOf,
  type Prepared,
  prepareEnvironment,
} from '../interop/mlproject/environment.ts';
import type { Project } from '../interop/mlproject/project.ts';
import { cacheDirectory } from '../record/live.ts';
import type { RecordRequest } from '../record/request.ts';
import { UsageError } from '../run/errors.ts';
import type { Context } from './context.ts';

export interface ProjectPlace extends Pick<RecordRequest, 'directory' | 'env' | 'repository'> {
  readonly project: Project;
}

/**
 * The environment of now, said where the project asks for another, or what the manager of `--env-manager` has built.
 * Throws ProjectError, and UsageError for a manager that is none.
 */
export async function projectEnvironment(
  context: Pick<Context, 'say'>,
  given: { readonly manager: string | undefined; readonly quiet: boolean },
  { project: { environment: asked }, directory, env, repository }: ProjectPlace,
): Promise<Prepared> {
  const manager = managerNamed(given.manager ?? 'local');
  const say = (line: string) => {
    if (!given.quiet) context.say(`git-run: ${line}`);
  };
  if (asked !== undefined && manager === 'local')
    say(
      `the project asks for its ${asked.kind}, and runs in the environment of now; ` +
        `--env-manager ${managerOf(asked)} builds it`,
    );
  const cache = cacheDirectory(repository.place.commonDir);
  const onBuild = (what: string) => say(`building the environment of ${what}`);
  return prepareEnvironment({ asked, manager, directory, env, cache, onBuild });
}

function managerNamed(name: string): EnvironmentManager {
  const found = ENVIRONMENT_MANAGERS.find(manager => manager === name);
  if (found !== undefined) return found;
  throw new UsageError(`--env-manager is one of ${ENVIRONMENT_MANAGERS.join(', ')}, not '${name}'`);
}

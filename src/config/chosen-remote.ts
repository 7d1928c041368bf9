/** The remote that runs are shared with, and whose branches count as published, where none is named. */
import type { GitConfig } from '../git/repository.ts';
import { SettingsError } from '../run/errors.ts';

export interface RemotePlaces {
  readonly config: GitConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The branch HEAD is on. */
  readonly branch?: string | undefined;
}

/**
 * GIT_RUN_REMOTE, else run.remote, else the one the branch follows, else origin, else the first; undefined where there
 * is none. Throws SettingsError where one is named that is not there.
 */
export function chosenRemote({ config, env, branch }: RemotePlaces): string | undefined {
  const remotes = remotesOf(config);
  const [place, named] = env.GIT_RUN_REMOTE
    ? ['GIT_RUN_REMOTE', env.GIT_RUN_REMOTE]
    : ['git config run.remote', config.get('run.remote')];
  if (named !== undefined) {
    if (remotes.includes(named)) return named;
    throw new SettingsError(place, `there is no remote '${named}'`);
  }
  // A branch may also follow `.` or an address: neither has branches of its own to compare with.
  const followed = branch === undefined ? undefined : config.get(`branch.${branch}.remote`);
  if (followed !== undefined && remotes.includes(followed)) return followed;
  return remotes.includes('origin') ? 'origin' : remotes[0];
}

/** Whether it is the branch that tells: there is more than one remote, and none is named. */
export function dependsOnBranch({ config, env }: RemotePlaces): boolean {
  return !env.GIT_RUN_REMOTE && config.get('run.remote') === undefined && remotesOf(config).length > 1;
}

/** The names of the remotes, as they stand in Git's configuration. */
export function remotesOf(config: GitConfig): string[] {
  return config
    .keys('remote.')
    .map(key => /^remote\.(.+)\.url$/s.exec(key)?.[1])
    .filter(name => name !== undefined);
}

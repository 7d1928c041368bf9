/**
 * Which commits are here, in a partial clone: there Git fetches what it lacks as soon as it is looked for, with all that
 * belongs to it. To forbid that (GIT_NO_LAZY_FETCH) Git has to be newer than ours may be; a walk that may miss objects
 * fetches nothing in any version.
 */
import type { GitConfig } from '../repository.ts';
import type { GitProgram } from './program.ts';

/** Whether Git takes objects that it lacks from some remote: https://git-scm.com/docs/partial-clone */
export function isPartial(config: Pick<GitConfig, 'get' | 'keys'>): boolean {
  const isPromisor = (key: string) => key.endsWith('.promisor') && config.get(key) === 'true';
  return config.get('extensions.partialclone') !== undefined || config.keys('remote.').some(isPromisor);
}

/** What lets `rev-list` pass over objects that are not here. */
export const MAY_MISS = '--missing=allow-any';

/** Of ids those of commits that are here, in their order; of a tag that of its commit. */
export async function presentCommits(git: GitProgram, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const input = ids.map(id => `${id}\n`).join('');
  const args = ['rev-list', MAY_MISS, '--ignore-missing', '--no-walk=unsorted', '--stdin'];
  return (await git(args, { input })).toString().split('\n').filter(Boolean);
}

/** When runs are folded without anybody asking for it. */
import type { Repository } from '../../git/repository.ts';
import { hasMoreThan } from '../tips.ts';

type Clone = Pick<Repository, 'config' | 'place' | 'refs' | 'objects'>;

/**
 * Whether more runs than so many have refs, and folding them is this clone's business: not that of a CI's, which is thrown
 * away, nor of one without history; and a run that is at a remote is to be folded there as well.
 */
export async function isTimeToFold(
  repository: Clone,
  env: Readonly<Record<string, string | undefined>>,
  after: number,
): Promise<boolean> {
  const { config, place } = repository;
  const isShared = config.keys('remote.').some(key => key.endsWith('.url'));
  if (after === 0 || place.shallow || isShared || isCI(env)) return false;
  return hasMoreThan(repository, after);
}

function isCI({ CI = '' }: Readonly<Record<string, string | undefined>>): boolean {
  return CI !== '' && CI !== 'false';
}

/** When runs are folded without anybody asking for it. */
import type { Repository } from '../../git/repository.ts';
import { hasMoreThan } from '../tips.ts';

type Clone = Pick<Repository, 'place' | 'refs' | 'objects'>;

/**
 * Whether more runs than so many have refs, and folding them is this clone's business: not that of a CI's, which is thrown
 * away, nor of one without history.
 */
export async function isTimeToFold(
  repository: Clone,
  env: Readonly<Record<string, string | undefined>>,
  after: number,
): Promise<boolean> {
  if (after === 0 || repository.place.shallow || isCI(env)) return false;
  return hasMoreThan(repository, after);
}

function isCI({ CI = '' }: Readonly<Record<string, string | undefined>>): boolean {
  return CI !== '' && CI !== 'false';
}

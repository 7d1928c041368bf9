/** The words that start this very program, and not another that PATH may name. */
import type { World } from './context.ts';
import { KEEP } from './keep.ts';

/** Its words; where it is no program, in a test, the name it is published under. */
export function ownWords({ keeper }: Pick<World, 'keeper'>): readonly string[] {
  return keeper?.filter(word => word !== KEEP) ?? ['git-run'];
}

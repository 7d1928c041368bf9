/** How a commit of ours stands to one that a remote has in its place. */
import type { Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import { replaces } from './replaces.ts';

/** `edited`: it has more. `behind`: it has less, or is the same. `purged`: it lacks what was purged, and nothing else. */
export type Relation = 'edited' | 'behind' | 'purged' | 'apart';

/** Compares them; both are here, or what is not is apart. */
export async function relation(repository: Repository, ours: string, theirs: string): Promise<Relation> {
  const { refs, objects } = repository;
  const [known] = await objects.heads([theirs]);
  if (known?.type !== 'commit') return 'apart';
  if ((await refs.between([ours], [theirs])).length === 0) return 'edited';
  if ((await refs.between([theirs], [ours])).length === 0) return 'behind';
  try {
    return (await replaces(repository, ours, theirs)) ? 'purged' : 'apart';
  } catch (error) {
    // What is there cannot be read, or is no run.
    if (error instanceof GitRunError) return 'apart';
    throw error;
  }
}

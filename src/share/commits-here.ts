import type { Repository } from '../git/repository.ts';

/** Of what a remote has, what is known here. */
export async function commitsHere(
  { objects }: Pick<Repository, 'objects'>,
  commits: readonly string[],
): Promise<string[]> {
  const heads = await objects.heads(commits);
  return commits.filter((_, at) => heads[at] !== undefined);
}

/**
 * Files of a source that somebody took from the repository while the job ran: `git gc --prune=now` does so with what
 * was stored a moment before its anchor. The work tree may have them still.
 */
import type { Repository } from '../git/repository.ts';
import type { Problem } from '../run/run.ts';
import { changedFiles } from '../store/changed-files.ts';
import type { RunPlan } from './plan.ts';

/** Stores them again where the same bytes still lie there; says which are gone. */
export async function healSource(
  { objects, worktree, place }: Repository,
  plan: RunPlan,
): Promise<Problem[]> {
  const { source, workTree } = plan;
  if (source === undefined || workTree !== place.workTree) return [];
  const files = [...(await changedFiles(objects, source.commit)), ...source.raw];
  const heads = await objects.heads(files.map(({ oid }) => oid));
  const missing = files.filter((_, at) => heads[at] === undefined);
  if (missing.length === 0) return [];
  const paths = missing.map(({ path }) => path);
  const [exact, filtered] = await Promise.all([objects.store(paths), worktree.storeFiltered(paths)]);
  const gone = missing.filter(({ oid }, at) => oid !== exact[at] && oid !== filtered[at]);
  return gone.map(({ path }) => ({
    code: 'source-lost',
    message: `${path} was taken from the repository while the job ran, and is not in the source any more`,
  }));
}

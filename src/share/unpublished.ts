/**
 * Which commits of the user's own would travel with runs: those that runs stand on and a remote does not have. A run's
 * source is ours to send; what it is based on is not, until the user has pushed it.
 */
import type { Repository } from '../git/repository.ts';
import { commitFacts, isSourceOfOurs } from '../store/first-commits.ts';
import type { LoadedRun } from '../store/load.ts';

/** By the commit of a run: ids of what would travel to who has `there`, commits that are here too, the newest first. Runs that stand on published commits are not in it. */
export async function unpublishedBelow(
  repository: Repository,
  runs: readonly LoadedRun[],
  there: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { refs } = repository;
  const bases = new Map<string, readonly string[]>();
  const sources = new Map<string, readonly string[]>();
  for (const { commit, run } of runs) {
    const source = run.source.commit;
    const base = sources.get(source) ?? (await baseOf(repository, source));
    sources.set(source, base);
    bases.set(commit, base);
  }
  const found = new Map<string, readonly string[]>();
  // Nearly always nothing would travel, and one question tells.
  if ((await refs.between(there, unique([...bases.values()].flat()))).length === 0) return found;
  const travelling = new Map<string, readonly string[]>();
  for (const [commit, base] of bases) {
    const key = base.join(' ');
    const commits = travelling.get(key) ?? (await refs.between(there, base));
    travelling.set(key, commits);
    if (commits.length > 0) found.set(commit, commits);
  }
  return found;
}

/** What must be there already: the source itself where it is the user's own commit, else what it stands on. */
async function baseOf({ objects }: Repository, source: string): Promise<readonly string[]> {
  const { message, parents } = await commitFacts(objects, source);
  return isSourceOfOurs(message) ? parents : [source];
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** The commits that ledgers keep. */
import type { GitObject, Repository } from '../../git/repository.ts';
import { LEDGER_KEEP } from '../../run/run-ref.ts';

/** All commits that are parents of those that keep the pages of ledgers, this clone's and others'. */
export async function keptRuns({
  objects,
  refs,
}: Pick<Repository, 'objects' | 'refs'>): Promise<Set<string>> {
  const keeps = await refs.list([LEDGER_KEEP.slice(0, -1)]);
  const commits = await objects.read(keeps.map(({ oid }) => oid));
  return new Set(commits.flatMap(parentsOf));
}

/** The parents of a commit, however many. */
export function parentsOf(commit: GitObject | undefined): string[] {
  const head = commit?.content.toString('latin1').split('\n\n', 1)[0] ?? '';
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent as string);
}

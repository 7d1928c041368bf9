/**
 * The commits that ledgers keep. What keeps a page is a commit whose parents are its runs, and the ref is at a small one
 * upon that, older than all others: for each push of anything a server reads the commits that refs are at, and what
 * is behind them only as far as they may be younger than what arrives. A thousand parents a ref took it 0.1 s of each, with 100,000 runs.
 */
import type { ReadableObjects } from '../../git/readable.ts';
import type { GitObject, Repository } from '../../git/repository.ts';
import { LEDGER_KEEP } from '../../run/run-ref.ts';

/** All commits that the pages of ledgers keep, this clone's and others'. */
export async function keptRuns({
  objects,
  refs,
}: Pick<Repository, 'objects' | 'refs'>): Promise<Set<string>> {
  const keeps = await refs.list([LEDGER_KEEP.slice(0, -1)]);
  const kept = await runsKeptBy(
    objects,
    keeps.map(({ oid }) => oid),
  );
  return new Set(kept.flat());
}

/** The runs of pages, by what the refs that keep them are at; none where that is not of this form. */
export async function runsKeptBy(
  objects: Pick<ReadableObjects, 'read'>,
  keeps: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const tips = await objects.read(keeps);
  const below = tips.map(tip => {
    const [page, ...others] = tip?.type === 'commit' ? parentsOf(tip) : [];
    return others.length === 0 ? page : undefined;
  });
  const known = below.filter(page => page !== undefined);
  const pages = (await objects.read(known)).values();
  return below.map(page => {
    const commit = page === undefined ? undefined : pages.next().value;
    return commit?.type === 'commit' ? parentsOf(commit) : [];
  });
}

/** The parents of a commit, however many. */
export function parentsOf(commit: GitObject | undefined): string[] {
  const head = commit?.content.toString('latin1').split('\n\n', 1)[0] ?? '';
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent as string);
}

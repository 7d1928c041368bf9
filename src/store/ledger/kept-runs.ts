/** The commits that ledgers keep. */
import type { Repository } from '../../git/repository.ts';
import { LEDGER_KEEP } from '../../run/run-ref.ts';

/** All commits that are parents of those that keep the pages of ledgers, this clone's and others'. */
export async function keptRuns({
  objects,
  refs,
}: Pick<Repository, 'objects' | 'refs'>): Promise<Set<string>> {
  const keeps = await refs.list([LEDGER_KEEP.slice(0, -1)]);
  const commits = await objects.read(keeps.map(({ oid }) => oid));
  const kept = new Set<string>();
  for (const commit of commits) {
    const head = commit?.content.toString('latin1').split('\n\n', 1)[0] ?? '';
    for (const [, parent] of head.matchAll(/^parent ([0-9a-f]+)$/gm)) kept.add(parent as string);
  }
  return kept;
}

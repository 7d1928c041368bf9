/** The runs that a remote has, those of its ledgers among them: of these the ledgers alone are brought, and kept aside. */
import { listRefs } from '../git/embedded/refs.ts';
import type { Readable } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import { LEDGER } from '../run/run-ref.ts';
import { fetchLedgers } from './fetch-metadata.ts';
import type { Sharing, There } from './there.ts';
import { withSides } from './with-sides.ts';

/** The remote as it was looked at, to list its runs and to read what its ledgers tell of them. Throws RemoteError. */
export async function runsThere(
  repository: Repository,
  sharing: Sharing,
  { ours }: Pick<There, 'ours'>,
): Promise<Readable> {
  const refs = {
    raw: (name: string) => ours.get(name),
    resolve: (name: string) => ours.get(name),
    names: (start: string) => [...ours.keys()].filter(name => name.startsWith(start)),
  };
  const side = refs.names(LEDGER).length > 0 ? await fetchLedgers(repository, sharing, { ours }) : undefined;
  return {
    objects:
      side === undefined ? repository.objects : withSides(repository, [side], sharing.transfer).objects,
    refs: {
      list: async (patterns, { newest = false, count } = {}) => listRefs(refs, patterns, newest, count),
    },
  };
}

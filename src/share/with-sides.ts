/** The runs that are here, and those that are only known of, read as one. */
import type { Readable } from '../git/readable.ts';
import type { Transfer } from '../git/remotes.ts';
import type { Ref, Repository } from '../git/repository.ts';
import type { Side } from '../git/side.ts';
import { RemoteError } from '../run/repository-errors.ts';
import { LEDGER, runIdOf } from '../run/run-ref.ts';
import { deletedIds } from '../store/ledger/tombstones.ts';
import { objectsOnDemand } from './objects-on-demand.ts';

/** Bytes of a file up to which it comes with its run: records and short series do, artifacts mostly do not. */
export const MOST_OF_RECORD = 2 ** 16;

/** Joins a repository with what is known beside it. What has to be brought comes in the way of `how`. */
export function withSides(
  { place, objects, contents, refs }: Pick<Repository, 'place' | 'objects' | 'contents' | 'refs'>,
  sides: readonly Side[],
  how: Transfer,
): Readable {
  const stores = [objects, ...sides.map(side => side.objects)] as const;
  return {
    place,
    contents,
    known: sides,
    objects: objectsOnDemand(stores, oids => bring(sides, oids, how)),
    refs: {
      async list(patterns, { newest = false, count } = {}) {
        const deleted = await deletedHere({ objects, refs });
        // Those that are deleted take nobody's place.
        const most = count === undefined ? {} : { count: count + deleted.size };
        const order = { newest, ...most };
        const lists = await Promise.all(
          // One that is damaged is as good as none: the next fetch makes it anew.
          [refs.list(patterns, order), ...sides.map(side => side.refs.list(patterns, order).catch(() => []))],
        );
        const all = joinedRefs(lists, deleted);
        all.sort((one, other) => (one.name < other.name === newest ? 1 : -1));
        return count === undefined ? all : all.slice(0, count);
      },
    },
  };
}

/** What is here says more than what is known; but of one ledger each may tell of other runs. */
function joinedRefs([here = [], ...known]: readonly Ref[][], deleted: ReadonlySet<string>): Ref[] {
  const all = new Map(here.map(ref => [ref.name, ref]));
  for (const ref of known.flat()) {
    const { name, oid } = ref;
    const at =
      name.startsWith(LEDGER) && all.has(name) && all.get(name)?.oid !== oid ? `${name} ${oid}` : name;
    if (!all.has(at) && !deleted.has(runIdOf(name) ?? '')) all.set(at, ref);
  }
  return [...all.values()];
}

async function deletedHere(here: Pick<Repository, 'objects' | 'refs'>): Promise<ReadonlySet<string>> {
  const ledgers = await here.refs.list([`${LEDGER}*`]);
  return ledgers.length === 0 ? new Set() : deletedIds(here, ledgers);
}

/** From the first remote that has them. Throws RemoteError. */
async function bring(sides: readonly Side[], oids: readonly string[], how: Transfer): Promise<void> {
  let trouble: unknown;
  for (const side of sides) {
    try {
      return await side.bring(oids, { ...how, most: MOST_OF_RECORD });
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      trouble ??= error;
    }
  }
  if (oids.length === 1 || sides.length === 1) throw trouble;
  // Some may be of one remote, some of another.
  for (const oid of oids) await bring(sides, [oid], how);
}

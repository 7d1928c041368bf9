/**
 * Where what a remote sends lies until it has been looked at: below refs of its own, that nothing else reads. They are
 * gone when the fetch has ended, however it does; those of one that was killed are dropped by a later one.
 */
import type { Repository } from '../git/repository.ts';
import { RemoteError } from '../run/repository-errors.ts';
import { isRunId, timeOf } from '../run/run-id.ts';
import { INCOMING, RUNS } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { newRunId } from '../store/new-id.ts';
import { type Sharing, there } from './there.ts';

/** A ref that was brought. */
export interface Incoming {
  /** The name it is to have here. */
  readonly name: string;
  readonly commit: string;
  /** The ref that holds it in quarantine. */
  readonly held: string;
}

/** A ref that is to be brought. */
export interface Wanted {
  /** As it is called here. */
  readonly name: string;
  /** The commit it is to have where the remote has no such ref: there the run is folded. */
  readonly folded?: string;
}

export interface Brought {
  readonly incoming: readonly Incoming[];
  readonly refused: readonly Refused[];
}

/** No fetch takes so long, ms. */
const STALE = 7 * 86_400_000;
/** So many refs are brought at once. */
const BATCH = 1000;

/** Brings refs into quarantine, hands them to `use`, and drops them again. */
export async function inQuarantine<Result>(
  repository: Repository,
  sharing: Sharing,
  { wanted, now }: { readonly wanted: readonly Wanted[]; readonly now: number },
  use: (brought: Brought) => Promise<Result>,
): Promise<Result> {
  const own = `${INCOMING}${newRunId(now)}/`;
  await dropStale(repository, now);
  try {
    const refused: Refused[] = [];
    for (let at = 0; at < wanted.length; at += BATCH)
      refused.push(...(await bring(sharing, own, wanted.slice(at, at + BATCH))));
    const refs = wanted.length === 0 ? [] : await repository.refs.list([own]);
    const incoming = refs.map(({ name, oid }) => ({
      name: RUNS + name.slice(own.length),
      commit: oid,
      held: name,
    }));
    return await use({ incoming, refused });
  } finally {
    await drop(repository, own);
  }
}

/** What is damaged takes all that is asked for with it, and is found by halving. */
async function bring(sharing: Sharing, own: string, wanted: readonly Wanted[]): Promise<Refused[]> {
  const refs = wanted.map(({ name, folded }) => ({
    from: folded ?? there(name, sharing.prefix),
    to: own + name.slice(RUNS.length),
  }));
  try {
    await sharing.remotes.fetch(sharing.remote, refs, sharing.transfer);
    return [];
  } catch (error) {
    if (!(error instanceof RemoteError) || error.data.nature !== 'damaged') throw error;
    if (wanted.length === 1)
      return [
        { ref: wanted[0]?.name ?? '', why: error.data.why, remedy: 'git run fsck, where it was recorded' },
      ];
    const middle = wanted.length >> 1;
    const first = await bring(sharing, own, wanted.slice(0, middle));
    return [...first, ...(await bring(sharing, own, wanted.slice(middle)))];
  }
}

async function drop({ refs }: Repository, prefix: string): Promise<void> {
  const left = await refs.list([prefix]);
  if (left.length > 0) await refs.update(left.map(({ name, oid }) => ({ name, from: oid })));
}

async function dropStale(repository: Repository, now: number): Promise<void> {
  const left = await repository.refs.list([INCOMING]);
  const ids = new Set(left.map(({ name }) => name.slice(INCOMING.length).split('/', 1)[0] as string));
  for (const id of ids) {
    if (!isRunId(id) || timeOf(id) > now - STALE) continue;
    // Another one may be at it.
    await drop(repository, `${INCOMING}${id}/`).catch(() => {});
  }
}

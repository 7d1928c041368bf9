/** Runs folded into the ledger where there are very many, beside what else is tidied. */
import type { Identity, Repository } from '../git/repository.ts';
import { RemoteError, RepositoryBusyError } from '../run/repository-errors.ts';
import { type FoldRemote, fold } from '../store/ledger/fold.ts';
import { isTimeToFold } from '../store/ledger/time-to-fold.ts';
import { retireIn } from './forget-folded.ts';

export interface FoldAsked {
  readonly repository: Repository;
  readonly author: Identity;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since 1970. */
  readonly now: number;
  /** So many runs may have refs; 0: any number. */
  readonly foldAfter: number;
  /** Opens the remote that runs are shared with: what is folded here is folded there. Absent where there is none. */
  readonly openRemote?: (() => Promise<FoldRemote>) | undefined;
}

export interface FoldedMany {
  /** How many runs were folded. */
  readonly folded: number;
  /** Why none was, where the remote cannot be reached: the next time is soon enough. */
  readonly unfolded?: string;
}

/** Folds where it is time. Who calls it is alone in the repository (`Space.alone`). */
export async function foldMany(asked: FoldAsked): Promise<FoldedMany> {
  if (!(await isTimeToFold(asked.repository, asked.env, asked.foldAfter))) return { folded: 0 };
  try {
    const remote = await asked.openRemote?.();
    const { folded } = await fold({ ...asked, ...(remote && { remote }), retire: retireIn(asked) });
    return { folded };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { folded: 0, unfolded: error.message };
  }
}

/** The same in the background: whoever is at work in the repository goes first, and the next time is soon enough. */
export async function foldAside(asked: FoldAsked): Promise<number> {
  try {
    const { folded } = await asked.repository.space.alone(() => foldMany(asked));
    return folded;
  } catch (error) {
    if (error instanceof RepositoryBusyError) return 0;
    throw error;
  }
}

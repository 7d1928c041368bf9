/** Runs folded into the ledger where there are very many, beside what else is tidied. */
import type { Identity, Repository } from '../git/repository.ts';
import { RepositoryBusyError } from '../run/repository-errors.ts';
import { fold } from '../store/ledger/fold.ts';
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
}

/** Folds where it is time; returns how many runs. Who calls it is alone in the repository (`Space.alone`). */
export async function foldMany(asked: FoldAsked): Promise<number> {
  if (!(await isTimeToFold(asked.repository, asked.env, asked.foldAfter))) return 0;
  const { folded } = await fold({ ...asked, retire: retireIn(asked) });
  return folded;
}

/** The same in the background: whoever is at work in the repository goes first, and the next time is soon enough. */
export async function foldAside(asked: FoldAsked): Promise<number> {
  try {
    return await asked.repository.space.alone(() => foldMany(asked));
  } catch (error) {
    if (error instanceof RepositoryBusyError) return 0;
    throw error;
  }
}

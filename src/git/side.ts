/**
 * The door to side repositories: what is known of a remote's runs that are not here. Each is a bare repository of its
 * own below the Git directory, shallow and without large objects, so that the user's is neither. It has nothing that the
 * remote has not, and may be dropped at any time.
 */
import type { ReadableObjects } from './readable.ts';
import type { FetchedRef, Transfer } from './remotes.ts';
import type { Refs } from './repository.ts';

export interface Side {
  /** As it was named. */
  readonly remote: string;
  /** What has been brought, and no more: what is missing is not asked for. */
  readonly objects: ReadableObjects;
  readonly refs: Pick<Refs, 'list' | 'update'>;
  /**
   * Brings refs, forwards or not, and what their commits hold: nothing of their parents, and no blob of more than `most`
   * bytes where the remote can leave one out. Throws RemoteError.
   */
  fetch(refs: readonly FetchedRef[], how: Transfer & { readonly most: number }): Promise<void>;
  /** Brings objects by their ids, in the same way; of one that is named itself it is all. Throws RemoteError. */
  bring(oids: readonly string[], how: Transfer & { readonly most: number }): Promise<void>;
}

export interface Sides {
  /** Those whose runs are to be seen. */
  seen(): Promise<Side[]>;
  /** The one of a remote, made where there is none. */
  of(remote: string): Promise<Side>;
  /** Has the runs of one be seen from now on. */
  show(remote: string): Promise<void>;
  /** Drops that of a remote, or all. */
  drop(remote?: string): Promise<void>;
}

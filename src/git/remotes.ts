/** The door to remotes: refs that are listed, sent and brought, with Git's own transports and the credentials it has. */
import type { Ref, RefChange } from './repository.ts';

/** How a transfer is to be made. */
export interface Transfer {
  /** Whether Git may ask for a password at the terminal; it never does where this is absent. */
  readonly interactive?: boolean;
  /** Told of what goes on, as often as Git does. */
  readonly onProgress?: (progress: TransferProgress) => void;
  /** Gives it up; what has arrived by then is there. */
  readonly signal?: AbortSignal;
  /** Gives it up where the remote shows no sign of life for so many ms; 2 minutes where absent. */
  readonly patience?: number;
  /**
   * Has refs listed and brought from where pushes go, which may be configured apart, and tells which of several such
   * places, by their order: 0 is the first, to which a push goes where this is absent.
   */
  readonly place?: number;
}

/** One stage of a transfer: `counting`, `compressing`, `writing`, `receiving`, `resolving`. */
export interface TransferProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** What became of one ref of a push. */
export interface PushedRef {
  readonly name: string;
  /**
   * `moved`: it is there with another value than was expected, or is there at all. `held up`: nothing is wrong with it,
   * but a hook has refused another one, and Git takes all of a push then or none. `too much`: all of the push together
   * is more than the remote takes.
   */
  readonly outcome: 'done' | 'moved' | 'refused' | 'held up' | 'too much';
  /** Of one that was not taken: why, in the remote's words. */
  readonly why?: string;
  /** What to do, in the imperative, on lines of their own. */
  readonly remedy?: string;
}

/** A ref to be brought, and the one of ours that it is kept under. */
export interface FetchedRef {
  readonly from: string;
  readonly to: string;
}

/** `remote` is the name of a remote, a URL or a path, as of `git push`. Each throws RemoteError. */
export interface Remotes {
  /** All objects that some commits reach and others do not: what a push of them carries to who has those. */
  missing(bases: readonly string[], heads: readonly string[]): Promise<string[]>;
  /** Refs by patterns as of `git ls-remote`. */
  list(remote: string, patterns: readonly string[], how?: Transfer): Promise<Ref[]>;
  /**
   * Has the remote move refs, each by a compare-and-swap of its own: one that is refused does not keep the others from
   * going. Nothing of the user's configuration adds to what is sent, and no hook of theirs is called.
   */
  push(remote: string, changes: readonly RefChange[], how?: Transfer): Promise<PushedRef[]>;
  /** Writes refs of ours, and all that they reach and `bases` do not, into a file that can be fetched from. */
  bundle(
    file: string,
    of: { readonly names: readonly string[]; readonly bases: readonly string[] },
  ): Promise<void>;
  /**
   * Brings refs, with every object checked, and writes them under the names that they are to have here: new ones, or
   * forwards. No other ref, no configuration and no FETCH_HEAD is written.
   */
  fetch(remote: string, refs: readonly FetchedRef[], how?: Transfer): Promise<void>;
}

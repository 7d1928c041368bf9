/** What was removed for good, or would be. */
import type { RunId } from './run-id.ts';

/** Objects, and the bytes they take on disk. */
export interface Room {
  readonly objects: number;
  readonly bytes: number;
}

export interface HeldBack extends Room {
  /** Packs that somebody wants as they are. */
  readonly keptPacks: readonly string[];
}

/** A file of a run that is purged, or would be. */
export interface PurgedFile {
  readonly path: string;
  readonly in: 'run' | 'source';
  /** Bytes. */
  readonly size: number;
}

export interface PurgedRun {
  readonly id: RunId;
  readonly name: string;
  readonly files: readonly PurgedFile[];
  /** Why the run is not signed now, though it should be. */
  readonly unsigned?: string;
}

/** The same content elsewhere among what git-run keeps. */
export interface ContentCopy {
  readonly ref: string;
  /** Absent where it is no run that has ended. */
  readonly run?: { readonly id: RunId; readonly name: string };
  readonly path: string;
}

export interface PurgeReport {
  readonly dryRun: boolean;
  readonly runs: readonly PurgedRun[];
  readonly copies: readonly ContentCopy[];
  readonly freed: Room;
  readonly heldBack: HeldBack;
  /** How many of the purged contents are still here: held by copies, by kept packs, or by something of the user's. */
  readonly left: number;
  /** Purged files of sources that lie in the work tree still: the next run would record them again. */
  readonly inWorkTree: readonly string[];
  /** Other places that may have it. */
  readonly remotes: readonly string[];
}

export interface GcReport {
  readonly dryRun: boolean;
  readonly deleted: readonly {
    readonly id: RunId;
    readonly name: string /** ms since 1970. */;
    readonly since: number;
  }[];
  /** Runs that were to be deleted and were edited in the same moment: they stay. */
  readonly spared: readonly RunId[];
  /** Runs in the trash whose time has not come. */
  readonly waiting: number;
  readonly freed: Room;
  /** What nothing refers to any more, and stays for now: written lately, or in a pack that is kept. */
  readonly heldBack: HeldBack;
  /** Runs that were written into the ledger, so that they need no ref each. */
  readonly folded: number;
  /** Why none was, though there are many: the remote that they are shared with could not be reached. */
  readonly unfolded?: string;
  /** Leftovers of recorders. */
  readonly swept: number;
}

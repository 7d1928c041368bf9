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
  /** Leftovers of recorders. */
  readonly swept: number;
}

/** What a look over the store finds: which runs are hurt, where, and what of them can still be had. */
import type { RunId } from './run-id.ts';

/** What a run is made of, as far as people ask for it. */
export type Part =
  | 'record'
  | 'manifest'
  | 'source'
  | 'artifacts'
  | 'metrics'
  | 'resources'
  | 'log'
  | 'inputs'
  | 'environment'
  | 'edits';

/** Something that is not as it was stored. */
export interface Finding {
  readonly code: /** An object, or a file that is named, is not there. */
    | 'missing'
    /** The bytes are not those that were stored, or cannot be read. */
    | 'damaged'
    /** Something says otherwise than something else: an id, a size, a list. */
    | 'mismatch'
    /** In the tree, and nobody's. */
    | 'unexpected'
    /** A large file whose bytes are not in this clone: no damage. */
    | 'elsewhere'
    /** A tree that no file system should be asked for. */
    | 'unsafe'
    /** Written by a newer git-run: no damage, but it could not be looked into. */
    | 'newer-format';
  readonly part: Part;
  /** A sentence without its full stop that names the file or the object; hostile until it is sanitised. */
  readonly message: string;
}

export interface RunCheck {
  readonly id: RunId;
  readonly commit: string;
  /** Absent where the record cannot be read. */
  readonly name?: string;
  /**
   * `newer`: nothing is wrong, but something is of a newer format and was not looked into. `partial`: nor is anything
   * wrong, but bytes of large files are not in this clone.
   */
  readonly state: 'whole' | 'hurt' | 'newer' | 'partial';
  readonly findings: readonly Finding[];
  /** What there is of the run with nothing wrong in it. */
  readonly whole: readonly Part[];
}

/** A ref of ours that is of no run, and hurt: an experiment's, a registered model's, a ledger's. */
export interface RefCheck {
  readonly ref: string;
  /** What is wrong with it. */
  readonly message: string;
}

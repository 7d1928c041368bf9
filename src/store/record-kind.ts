/**
 * Things that are kept one by one below a prefix of refs: a commit each, whose tree is one file that says all of it. Its
 * commits are its history, each a change of what its parent says; they are made once, and the ref only moves forwards.
 */
import type { GitRunError } from '../run/errors.ts';

/** What all of them say of themselves. */
export interface KeptRecord {
  /** The last part of its ref. */
  readonly id: string;
  readonly name: string;
  /** Its name is free again. */
  readonly removed: boolean;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** Of its last change, where that is told. */
  readonly updated?: string;
}

/** One kind of them. */
export interface RecordKind<Kept extends KeptRecord = KeptRecord> {
  /** What people call one. */
  readonly noun: string;
  /** Of their refs. */
  readonly prefix: string;
  /** The file at the top of the tree. */
  readonly file: string;
  /** Bytes that the file may have. */
  readonly most: number;
  /** Throws CorruptRecordError, NewerFormatError; `record` is what it is called there. */
  decode(content: Uint8Array, record: string): Kept;
  encode(kept: Kept): string;
  /** What it was when it had just been created: where several clones have created it, each has changed that. */
  blank(kept: Kept): Kept;
  /** Does to one what was done between two states of it. */
  rebase(state: Kept, before: Kept, after: Kept): Kept;
  /** Has all changes that were made apart go together, once they are all done. */
  settle(kept: Kept): Kept;
  /** That a live one has the name. */
  exists(name: string): GitRunError;
}

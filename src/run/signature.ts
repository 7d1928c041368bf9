/** Signatures: who vouches for a run and for each of its edits, as far as this repository can tell. */

/** What a signature is worth. Only `good` is one to trust. */
export type Judgement =
  | 'good'
  /** Nobody has said that the key is to be trusted; without the key, not even the bytes are known to be those signed. */
  | 'unknown-key'
  | 'expired-signature'
  | 'expired-key'
  | 'revoked-key'
  /** It could not be judged: there is no program that can, or it took too long. */
  | 'unverifiable'
  /** The bytes are others than those that were signed. */
  | 'bad';

export interface Verdict {
  readonly judgement: Judgement;
  /** Who signed, by what is known of the key here: a user id, an address. */
  readonly signer?: string;
  /** The key, as its kind of signature names keys. */
  readonly key?: string;
}

/** How far something can be trusted for its signature. */
export type SignatureState = 'trusted' | 'untrusted' | 'unsigned' | 'bad';

/** A commit of a run, and who vouches for it. */
export interface VouchedCommit {
  readonly commit: string;
  /** The first line of its message. */
  readonly subject: string;
  /** Absent where it has no signature. */
  readonly verdict?: Verdict;
  /** Why it has none, though it should have had one. */
  readonly unsigned?: string;
}

/**
 * The signatures of a run. A commit vouches for what it brings and, by the ids of its parents, for what was there when
 * it was made: the one of the run itself for its record, files and source, that of an edit for the edit. A merge that
 * brings nothing vouches for nothing, and needs none.
 */
export interface RunSignatures {
  readonly run: VouchedCommit;
  /** Oldest first. */
  readonly edits: readonly VouchedCommit[];
  /** Where its commits are not those of one run and its edits: what is wrong with them. */
  readonly altered?: string;
  /** Where not all of its commits are here: what is missing. Then `run` is the newest of them. */
  readonly incomplete?: string;
}

export function stateOf({ verdict }: VouchedCommit): SignatureState {
  if (verdict === undefined) return 'unsigned';
  if (verdict.judgement === 'good') return 'trusted';
  return verdict.judgement === 'bad' ? 'bad' : 'untrusted';
}

/** The state of a run: that of its own commit. */
export function runState({ run, altered, incomplete }: RunSignatures): SignatureState {
  if (altered !== undefined) return 'bad';
  const state = stateOf(run);
  return state === 'trusted' && incomplete !== undefined ? 'untrusted' : state;
}

/** Whether the run and each of its edits is signed and trusted. */
export function isTrusted(signatures: RunSignatures): boolean {
  return runState(signatures) === 'trusted' && signatures.edits.every(edit => stateOf(edit) === 'trusted');
}

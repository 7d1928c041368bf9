/** Signatures of commits: made and judged by Git itself, with the keys and programs that its configuration names. */

/** How a commit is signed. */
export interface Signing {
  /** So long it may take, in ms: an agent may wait for a person. */
  readonly limit: number;
}

/** What a signature is worth. Only `good` is one to trust. */
export type Judgement =
  | 'good'
  /** Nobody has said that the key is to be trusted; without the key, not even the bytes are known to be those signed. */
  | 'unknown-key'
  | 'expired-signature'
  | 'expired-key'
  | 'revoked-key'
  /** Git could not judge it: there is no program that can, or it took too long. */
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

export interface Signatures {
  /** Judges commits, by their ids, in one call of Git for all of them; undefined for one that has no signature. */
  verify(commits: readonly string[]): Promise<(Verdict | undefined)[]>;
}

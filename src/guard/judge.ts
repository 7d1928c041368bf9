/** What a judge of one kind of ref is given, and what it says. */
import type { Repository } from '../git/repository.ts';
import type { RefKind } from '../run/ref-kind.ts';
import type { ValidationGround } from '../store/validate-run.ts';
import type { Holders } from './holders.ts';

/** Kept from one ref of a push to the next. */
export interface Ground {
  readonly repository: Repository;
  readonly validation: ValidationGround;
  readonly holders: Holders;
}

/** Where a ref is to point, and where it points; `from` is absent for a new one. */
export interface Move {
  readonly from?: string;
  readonly to: string;
}

export interface Flaw {
  /** Of a format that this version does not know: no more than its shape was looked at. */
  readonly newer: boolean;
  /** The end of a sentence that begins with the ref. */
  readonly why: string;
}

export interface Verdict {
  readonly flaw?: Flaw | undefined;
  /** Whether nothing of what was there is taken away; true for a new ref. */
  readonly forward: boolean;
}

/** Looks at what a ref is to point to, in time that goes with what is new of it. */
export type Judge<Name extends RefKind['kind']> = (
  ground: Ground,
  ref: Extract<RefKind, { readonly kind: Name }>,
  move: Move,
) => Promise<Verdict>;

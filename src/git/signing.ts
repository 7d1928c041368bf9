/** Signatures of commits: made and judged by Git itself, with the keys and programs that its configuration names. */

import type { Verdict } from '../run/signature.ts';

/** How a commit is signed. */
export interface Signing {
  /** So long it may take, in ms: an agent may wait for a person. */
  readonly limit: number;
}

export interface Signatures {
  /** Judges commits, by their ids, in one call of Git for all of them; undefined for one that has no signature. */
  verify(commits: readonly string[]): Promise<(Verdict | undefined)[]>;
}

/** What is said of a signature where nobody can judge it. */
export const UNVERIFIABLE: Verdict = { judgement: 'unverifiable' };

/** Whether a commit has a signature for the ids of its repository: one for others is not looked at by Git either. */
export function isSigned(content: Buffer | undefined, objectFormat: string): boolean {
  const head = content?.toString('latin1').split('\n\n', 1)[0] ?? '';
  return head.includes(objectFormat === 'sha256' ? '\ngpgsig-sha256 ' : '\ngpgsig ');
}

/** Signatures in words. A bad one is never only a word among others. */
import {
  isTrusted,
  type RunSignatures,
  runState,
  type SignatureState,
  stateOf,
  type VouchedCommit,
} from '../run/signature.ts';
import { formatCount } from './format.ts';
import type { Paint, Style } from './style.ts';

/** A run's state in a list: `trusted`, `unknown key`, `BAD`; `unsigned` for one that has none. */
export function signatureText(signatures: RunSignatures): string {
  const { run, edits, altered, incomplete } = signatures;
  const own = altered === undefined ? stateText(run) : 'BAD';
  const not = edits.filter(edit => stateOf(edit) !== 'trusted').length;
  if (runState(signatures) === 'unsigned' || altered !== undefined) return own;
  if (incomplete !== undefined) return `${own}, not all is here`;
  return not === 0 ? own : `${own}, ${formatCount(not, 'edit')} not`;
}

function stateText(commit: VouchedCommit): string {
  switch (commit.verdict?.judgement) {
    case undefined:
      return 'unsigned';
    case 'good':
      return 'trusted';
    case 'bad':
      return 'BAD';
    case 'unverifiable':
      return 'not checked';
    default:
      return commit.verdict?.judgement.replace('-', ' ') ?? '';
  }
}

/** The colour of a state, the same in every list and page: green is for what is trusted and for nothing else. */
export function signatureStyle(state: SignatureState, style: Style): Paint {
  switch (state) {
    case 'trusted':
      return style.green;
    case 'untrusted':
      return style.yellow;
    case 'bad':
      return style.red;
    case 'unsigned':
      return style.dim;
  }
}

/** What a page about a run says of its signatures, a line each; none where nothing is signed, nor should have been. */
export function signatureLines(signatures: RunSignatures): string[] {
  const { run, edits, altered, incomplete } = signatures;
  const isSilent = stateOf(run) === 'unsigned' && run.unsigned === undefined;
  if (altered !== undefined) return [`BAD: ${altered}`];
  if (isSilent && edits.every(edit => stateOf(edit) === 'unsigned')) return [];
  return [
    commitLine(run),
    ...(incomplete === undefined ? [] : [`what came before is not known: ${incomplete}`]),
    ...(isTrusted(signatures) && edits.length > 0
      ? [`with ${formatCount(edits.length, 'edit')}, signed and trusted`]
      : edits.filter(edit => stateOf(edit) !== 'trusted').map(editLine)),
  ];
}

/** What is to be said of one edit: which it is, and how it stands. */
export function editLine(edit: VouchedCommit): string {
  return `edit ${edit.commit.slice(0, 10)} (${edit.subject}): ${commitLine(edit)}`;
}

/** Who vouches for a commit, or why nobody does. */
export function commitLine({ verdict, unsigned }: VouchedCommit): string {
  if (verdict === undefined) return unsigned === undefined ? 'not signed' : `not signed: ${unsigned}`;
  const { judgement, signer, key } = verdict;
  const who = signer === undefined ? (key ?? '') : `${signer}${key === undefined ? '' : ` (${key})`}`;
  const by = who === '' ? '' : `: ${who}`;
  switch (judgement) {
    case 'good':
      return `signed and trusted${by}`;
    case 'bad':
      return `BAD SIGNATURE: it was changed after it was signed${by}`;
    case 'unknown-key':
      return `signed by an unknown key${by}`;
    case 'expired-key':
      return `signed by a key that has expired${by}`;
    case 'expired-signature':
      return `its signature has expired${by}`;
    case 'revoked-key':
      return `signed by a key that was revoked${by}`;
    case 'unverifiable':
      return 'signed, but the signature could not be checked';
  }
}

/** The documented shape of a signature, in `--json`. */
export interface SignatureJson {
  readonly state: SignatureState;
  readonly judgement?: string;
  readonly signer?: string;
  readonly key?: string;
  /** Why it is not signed, though it should be; or why its history is not to be trusted. */
  readonly why?: string;
}

/** The signatures of a run: its own, and those of its edits, oldest first. */
export interface RunSignaturesJson extends SignatureJson {
  readonly commit: string;
  /** Whether the run and each edit of it is signed and trusted. */
  readonly trusted: boolean;
  readonly edits: readonly (SignatureJson & { readonly commit: string; readonly subject: string })[];
}

/** In the documented shape. */
export function signaturesJson(signatures: RunSignatures): RunSignaturesJson {
  const { run, edits, altered, incomplete } = signatures;
  const why = altered ?? incomplete;
  return {
    ...signatureJson(run),
    ...(why === undefined ? {} : { why }),
    state: runState(signatures),
    commit: run.commit,
    trusted: isTrusted(signatures),
    edits: edits.map(edit => ({ ...signatureJson(edit), commit: edit.commit, subject: edit.subject })),
  };
}

function signatureJson(commit: VouchedCommit): SignatureJson {
  const { verdict, unsigned } = commit;
  return { state: stateOf(commit), ...verdict, ...(unsigned === undefined ? {} : { why: unsigned }) };
}

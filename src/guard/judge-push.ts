/**
 * Judges what a push would do to `refs/runs/`, of which Git's own `receive.deny*` settings know nothing: refs are made
 * and go forward, and what they come to point to is sound; who may not delete takes nothing away.
 *
 * A run of a newer format passes where its shape is one we know: its names, sizes and history are safe, and a reader
 * validates it again. A server that is older than its users is no reason to refuse their work.
 *
 * Two pushes at the same moment are each judged by what was there before: Git runs no hook that could keep them apart.
 */
import type { RefChange, Repository } from '../git/repository.ts';
import { kindOfRef, type RefKind } from '../run/ref-kind.ts';
import { openValidation } from '../store/validate-run.ts';
import { openHolders } from './holders.ts';
import type { Ground, Judge, Move, Verdict } from './judge.ts';
import { areHeld, judgeKeep, keptBy } from './judge-keep.ts';
import { judgeExperiment, judgeLedger, judgeModel } from './judge-record.ts';
import { judgeRun } from './judge-run.ts';

export interface Refusal {
  readonly ref: string;
  readonly code: 'unknown' | 'unsound' | 'deletion' | 'rewrite';
  /** The end of a sentence that begins with the ref; it may hold anything. */
  readonly why: string;
}

export interface Judgement {
  readonly refused: readonly Refusal[];
  /** Refs that pass, though they are of a format that this version does not know. */
  readonly newer: readonly string[];
}

/** Judges all refs of a push; one that is refused does not hide what is to be said of the others. */
export async function judgePush(
  repository: Repository,
  push: readonly RefChange[],
  { mayDelete }: { readonly mayDelete: boolean },
): Promise<Judgement> {
  const validation = openValidation(repository);
  const ground: Ground = {
    repository,
    validation,
    holders: openHolders(repository, validation.objects, push),
  };
  const refused: Refusal[] = [];
  const newer: string[] = [];
  for (const { name: ref, from, to } of push) {
    const kind = kindOfRef(ref);
    const refuse = (code: Refusal['code'], why: string) => refused.push({ ref, code, why });
    if (to === undefined) {
      if (!mayDelete && !(await isKept(ground, kind, from)))
        refuse('deletion', 'it would be deleted, and nothing else here holds it');
      continue;
    }
    if (kind === undefined) {
      refuse('unknown', 'it is no name of a run, an experiment, a registered model or a ledger');
      continue;
    }
    const { flaw, forward } = await judge(ground, kind, { ...(from === undefined ? {} : { from }), to });
    if (flaw?.newer === false) refuse('unsound', flaw.why);
    else if (!forward && !mayDelete) refuse('rewrite', 'it would lose what it has here');
    else if (flaw !== undefined) newer.push(ref);
  }
  return { refused, newer };
}

/** Whether what a ref points to is there without it. */
async function isKept(ground: Ground, kind: RefKind | undefined, from: string | undefined): Promise<boolean> {
  if (from === undefined) return false;
  if (kind?.kind === 'run') return ground.holders.keeps(from);
  return kind?.kind === 'keep' && areHeld(ground, await keptBy(ground, from));
}

const JUDGES: { readonly [Name in RefKind['kind']]: Judge<Name> } = {
  run: judgeRun,
  experiment: judgeExperiment,
  model: judgeModel,
  ledger: judgeLedger,
  keep: judgeKeep,
};

function judge<Name extends RefKind['kind']>(
  ground: Ground,
  ref: Extract<RefKind, { readonly kind: Name }>,
  move: Move,
): Promise<Verdict> {
  return JUDGES[ref.kind as Name](ground, ref, move);
}

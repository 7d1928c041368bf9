/** The refs of experiments and of ledgers: chains of commits, whose last one says whose it is. */
import { NewerFormatError } from '../run/errors.ts';
import { decodeExperiment, decodeLedger } from '../store/decode.ts';
import { MOST } from '../store/limits.ts';
import { type ChainRules, followChain } from './chain.ts';
import type { Flaw, Ground, Judge, Move, Verdict } from './judge.ts';

/** Two clones that have changed an experiment meanwhile may have their changes joined. */
const EXPERIMENT: ChainRules = { record: 'experiment.json', parents: 16 };
const LEDGER: ChainRules = { record: 'ledger.json', parents: 1 };

export const judgeExperiment: Judge<'experiment'> = (ground, { id }, move) => {
  const idIn = (content: Buffer) => decodeExperiment(content, EXPERIMENT.record).id;
  return judgeRecord(ground, move, { rules: EXPERIMENT, id, idIn });
};

export const judgeLedger: Judge<'ledger'> = (ground, { writer }, move) => {
  const idIn = (content: Buffer) => decodeLedger(content, LEDGER.record).writer;
  return judgeRecord(ground, move, { rules: LEDGER, id: writer, idIn });
};

interface Owned {
  readonly rules: ChainRules;
  /** Whose the ref is. */
  readonly id: string;
  /** Whose a record is, as it says. */
  idIn(content: Buffer): string;
}

async function judgeRecord(ground: Ground, move: Move, owned: Owned): Promise<Verdict> {
  const { why, forward } = await followChain(ground, move, owned.rules);
  return { flaw: why === undefined ? await flawOf(ground, move.to, owned) : { newer: false, why }, forward };
}

async function flawOf(
  { repository }: Ground,
  commit: string,
  { rules, id, idIn }: Owned,
): Promise<Flaw | undefined> {
  const [record] = await repository.objects.read([`${commit}:${rules.record}`], MOST.experiment);
  if (record === undefined) return { newer: false, why: `its ${rules.record} is too large` };
  try {
    const said = idIn(record.content);
    return said === id ? undefined : { newer: false, why: `it says that it is ${said}` };
  } catch (error) {
    return { newer: error instanceof NewerFormatError, why: (error as Error).message };
  }
}

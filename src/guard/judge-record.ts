/** The refs of records and of ledgers: chains of commits, whose last one says whose it is. */
import { NewerFormatError } from '../run/errors.ts';
import { decodeLedger } from '../store/decode.ts';
import { EXPERIMENT } from '../store/experiment-kind.ts';
import { MOST } from '../store/limits.ts';
import { MODEL } from '../store/model-kind.ts';
import type { RecordKind } from '../store/record-kind.ts';
import { type ChainRules, followChain } from './chain.ts';
import type { Flaw, Ground, Judge, Move, Verdict } from './judge.ts';

const LEDGER: ChainRules = { record: 'ledger.json', parents: 1 };

/** Two clones that have changed a record meanwhile may have their changes joined. */
const PARENTS = 16;

export const judgeExperiment: Judge<'experiment'> = (ground, { id }, move) =>
  judgeKept(ground, EXPERIMENT, id, move);

export const judgeModel: Judge<'model'> = (ground, { id }, move) => judgeKept(ground, MODEL, id, move);

function judgeKept(ground: Ground, kind: RecordKind, id: string, move: Move): Promise<Verdict> {
  const { file, most } = kind;
  const idIn = (content: Buffer) => kind.decode(content, file).id;
  return judgeRecord(ground, move, { rules: { record: file, parents: PARENTS }, most, id, idIn });
}

export const judgeLedger: Judge<'ledger'> = (ground, { writer }, move) => {
  const idIn = (content: Buffer) => decodeLedger(content, LEDGER.record).writer;
  return judgeRecord(ground, move, { rules: LEDGER, most: MOST.experiment, id: writer, idIn });
};

interface Owned {
  readonly rules: ChainRules;
  /** Bytes of a record. */
  readonly most: number;
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
  { rules, most, id, idIn }: Owned,
): Promise<Flaw | undefined> {
  const [record] = await repository.objects.read([`${commit}:${rules.record}`], most);
  if (record === undefined) return { newer: false, why: `its ${rules.record} is too large` };
  try {
    const said = idIn(record.content);
    return said === id ? undefined : { newer: false, why: `it says that it is ${said}` };
  } catch (error) {
    return { newer: error instanceof NewerFormatError, why: (error as Error).message };
  }
}

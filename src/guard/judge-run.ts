/** A run's ref: a sound run of that id, and one that goes on from what is there. */
import { runHistory } from '../store/run-history.ts';
import { validateRun } from '../store/validate-run.ts';
import type { Flaw, Ground, Judge } from './judge.ts';

export const judgeRun: Judge<'run'> = async (ground, { id }, { from: before, to }) => {
  // A run that is folded has no ref: one that is made for it has to go on from where it is.
  const from = before ?? (await ground.holders.foldedAt(id));
  const flaw = await flawOfRun(ground, { id, commit: to });
  if (from === undefined || flaw?.newer === false) return { flaw, forward: true };
  const history = await runHistory(ground.validation.objects, to);
  return { flaw, forward: typeof history === 'object' && history.commits.has(from) };
};

/** What is wrong with a commit as that run. */
export async function flawOfRun(
  { validation }: Ground,
  tip: Parameters<typeof validateRun>[1],
): Promise<Flaw | undefined> {
  const finding = await validateRun(validation, tip);
  return finding && { newer: finding.code === 'newer-format', why: finding.message };
}

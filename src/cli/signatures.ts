/** Who vouches for runs, where somebody asks: each signature takes a program of its own to be judged. */
import { UsageError } from '../run/errors.ts';
import type { RunRow } from '../run/run-row.ts';
import type { RunSignatures } from '../run/signature.ts';
import { plainRow } from '../store/index/excerpt.ts';
import type { Context } from './context.ts';

/** Whether one of some keys asks for them. */
export function asksSignatures(keys: readonly { readonly kind: string; readonly name: string }[]): boolean {
  return keys.some(({ kind, name }) => kind === 'attribute' && name === 'signature');
}

/** The same runs with their signatures, those of runs in progress but for them. Throws UsageError for those of a remote. */
export async function withSignatures(context: Context, rows: readonly RunRow[]): Promise<readonly RunRow[]> {
  const tips = [...new Set(rows.flatMap(({ commit }) => (commit === undefined ? [] : [commit])))];
  const signatures = await signaturesOf(context, tips);
  return rows.map(row => {
    const found = row.commit === undefined ? undefined : signatures.get(row.commit);
    return found === undefined ? row : { ...plainRow(row), signatures: found };
  });
}

/** The signatures of those runs that are here, by the commits their refs are at. Throws UsageError for those of a remote. */
export async function signaturesOf(
  context: Context,
  tips: readonly string[],
): Promise<ReadonlyMap<string, RunSignatures>> {
  if (context.remote !== undefined)
    throw new UsageError('signatures are judged in a clone, not in a remote: fetch the runs first');
  const own = await tipsHere(context, tips);
  if (own.length === 0) return new Map();
  const { judgeRuns } = await import('../store/run-signatures.ts');
  const judged = await judgeRuns(await context.repository(), own);
  return new Map(own.map((tip, at) => [tip, judged[at] as RunSignatures]));
}

async function tipsHere(context: Context, tips: readonly string[]): Promise<readonly string[]> {
  if ((await context.source()).known === undefined) return tips;
  const heads = await (await context.repository()).objects.heads(tips);
  return tips.filter((_, at) => heads[at] !== undefined);
}

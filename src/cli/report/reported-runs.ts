/** The runs a report is about, and the one they are compared with. */
import { pullRequestOf } from '../../capture/pull-request.ts';
import type { Repository } from '../../git/repository.ts';
import { compareText } from '../../query/sort.ts';
import type { RunRow } from '../../run/run-row.ts';
import { plainRow } from '../../store/index/excerpt.ts';
import { allRows } from '../all-rows.ts';
import type { Context } from '../context.ts';
import type { CommitRange } from './range.ts';

export interface RangeRuns {
  /** The newest first. */
  readonly rows: readonly RunRow[];
  /** The newest finished run of the base, or of what came before it, without edits if there is one; absent where there is none. */
  readonly baseline?: RunRow;
}

/**
 * The runs of some commits: those whose HEAD was one of them, whatever was edited on top; and those of the same pull
 * request, whose commits the last push may have replaced.
 */
export async function runsOfRange(context: Context, range: CommitRange): Promise<RangeRuns> {
  const repository = await context.repository();
  const pull = pullRequestOf(context.env, { config: repository.config });
  const rows: RunRow[] = [];
  const others: RunRow[] = [];
  for await (const some of allRows(context)) {
    for (const row of some) {
      if (row.trashed) continue;
      if (isOfRange(row, range, pull)) rows.push(plainRow(row));
      else if (row.status === 'finished' && row.source?.head !== undefined) others.push(row);
    }
  }
  const newestFirst = (a: RunRow, b: RunRow) => compareText(b.id, a.id);
  const experiments = new Set(rows.map(({ experiment }) => experiment));
  const candidates = others.sort(newestFirst);
  // What was edited on top of a commit says less of it.
  const clean = candidates.filter(({ source }) => source?.dirty === false);
  const baseline =
    (await baselineOf(repository, range, { candidates: clean, experiments })) ??
    (await baselineOf(repository, range, { candidates, experiments }));
  return { rows: rows.sort(newestFirst), ...(baseline && { baseline: plainRow(baseline) }) };
}

function isOfRange({ source }: RunRow, { commits }: CommitRange, pull: number | undefined): boolean {
  if (source === undefined) return false;
  const isHead = commits.has(source.head ?? '') || commits.has(source.commit);
  return isHead || (pull !== undefined && source.pullRequest === pull);
}

interface Candidates {
  readonly candidates: readonly RunRow[];
  readonly experiments: ReadonlySet<string>;
}

/** So many commits are asked for: further back nothing is like what is reported. */
const FURTHEST = 50;

async function baselineOf(
  { refs }: Repository,
  { base }: CommitRange,
  { candidates, experiments }: Candidates,
): Promise<RunRow | undefined> {
  const isBefore = new Map<string, boolean>();
  for (const row of candidates) {
    const head = row.source?.head as string;
    if (!experiments.has(row.experiment) && experiments.size > 0) continue;
    if (!isBefore.has(head)) {
      if (isBefore.size >= FURTHEST) return undefined;
      isBefore.set(head, await isAncestor(refs, head, base));
    }
    if (isBefore.get(head)) return row;
  }
  return undefined;
}

/** A run may come from a clone whose commits are not here. */
async function isAncestor(refs: Repository['refs'], head: string, base: string): Promise<boolean> {
  if ((await refs.resolve(head)) === undefined) return false;
  return (await refs.between([base], [head])).length === 0;
}

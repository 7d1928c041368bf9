/**
 * All runs as rows, from the index as far as it has them, else from Git. A line of the index is of one commit, and a
 * commit never changes: whatever fetched, edited or deleted runs, a line is used where a ref points to its commit, and
 * there alone. Nothing has to be told to the index, and it is never out of date.
 */
import type { Repository } from '../../git/repository.ts';
import type { RunId } from '../../run/run-id.ts';
import { type RunRow, rowOfRun } from '../../run/run-row.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { loadTips } from '../list.ts';
import type { UnreadableRun } from '../load.ts';
import { listTips } from '../tips.ts';
import { type ExperimentNames, printExcerpt, readExcerpt } from './excerpt.ts';
import { linesOf, readBlocks, type SegmentWriter } from './segment.ts';
import { joined, type OpenIndex, openIndex, removeSegments, type Segment } from './segments.ts';
import { wantedRuns } from './wanted-runs.ts';

/** A row, or a run that could not be read. */
export type FoundRow = RunRow | (UnreadableRun & { readonly id: RunId });

export interface IndexQuestion {
  readonly repository: Repository;
  /** Asked for while runs are looked up. */
  readonly experiments: Promise<ExperimentNames>;
  /** ms since 1970. */
  readonly now: number;
  /** Is told how many of how many runs that the index lacks have been read. */
  missing(done: number, total: number): void;
}

/**
 * All runs in no order, some at a time; each some has to be gone through before the next are asked for. What the index
 * lacks is added to it, where it can be written.
 */
export async function* indexedRuns(question: IndexQuestion): AsyncGenerator<Iterable<FoundRow>> {
  const { repository } = question;
  const index = await openIndex(repository.place, question.now);
  const [tips, experiments] = await Promise.all([listTips(repository), question.experiments]);
  const wanted = wantedRuns(tips);
  let [living, stale] = [0, 0];
  // Row by row, since most are looked at once and then forgotten: a thousand kept for a moment take twice the time.
  function* rowsOf(block: string): Generator<RunRow> {
    for (const line of linesOf(block)) {
      const isWanted = wanted.take(line);
      if (isWanted) living += line.length;
      else stale += line.length;
      if (isWanted) yield readExcerpt(line, experiments);
    }
  }
  for (const { path } of index.segments) {
    for await (const block of readBlocks(path)) yield rowsOf(block);
  }
  const missing = wanted.left();
  const isStale = stale > living + LITTLE;
  if (missing.length > 0 || isStale) yield* completed(question, { tips, missing, index, isStale });
}

/** So many bytes of runs that are no more are nothing to write a file for. */
const LITTLE = 2 ** 20;

interface Completion {
  readonly tips: readonly RunTip[];
  readonly missing: readonly RunTip[];
  readonly index: OpenIndex;
  /** Whether all files are written anew, without the runs that are no more. */
  readonly isStale: boolean;
}

/** Reads what is missing and writes it into a file of its own, which takes in the small ones. */
async function* completed(
  question: IndexQuestion,
  { tips, missing, index, isStale }: Completion,
): AsyncGenerator<Iterable<FoundRow>> {
  const writer = await index.newSegment().catch(() => undefined);
  let written = false;
  try {
    for await (const { rows, lines } of readMissing(question, missing)) {
      yield rows;
      for (const line of lines) await writer?.add(line);
    }
    written = true;
  } finally {
    // Where it was stopped, or a disk is full, there is no file: the next question asks again.
    if (!written) await writer?.abandon().catch(() => {});
  }
  if (writer !== undefined) {
    const old = isStale ? index.segments : joined(index.segments, writer.size);
    await finish(writer, { tips, old }).catch(() => {});
  }
}

interface MissingRuns {
  readonly rows: readonly FoundRow[];
  readonly lines: readonly string[];
}

/** As many as are loaded at once: enough to keep Git busy. */
const BATCH = 256;

async function* readMissing(
  { repository, experiments: naming, missing: heard }: IndexQuestion,
  missing: readonly RunTip[],
): AsyncGenerator<MissingRuns> {
  const experiments = await naming;
  for (let at = 0; at < missing.length; at += BATCH) {
    const batch = missing.slice(at, at + BATCH);
    const runs = await loadTips(repository, batch);
    const rows = runs.map((run, index): FoundRow => {
      if ('error' in run) return { ...run, id: (batch[index] as RunTip).id };
      const { id, name } = run.run.experiment;
      return { ...rowOfRun(run, run.commit), experiment: experiments.get(id) ?? name };
    });
    const lines = runs.flatMap(run => ('error' in run ? [] : (printExcerpt(run) ?? [])));
    heard(Math.min(at + BATCH, missing.length), missing.length);
    yield { rows, lines };
  }
}

interface Joining {
  readonly tips: readonly RunTip[];
  readonly old: readonly Segment[];
}

/** Takes in what old files hold of runs that there are, and lets the new one take their place. */
async function finish(writer: SegmentWriter, { tips, old }: Joining): Promise<void> {
  try {
    const living = wantedRuns(tips);
    for (const { path } of old) {
      for await (const block of readBlocks(path)) {
        for (const line of linesOf(block)) if (living.take(line)) await writer.add(line);
      }
    }
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  await writer.finish();
  await removeSegments(old);
}

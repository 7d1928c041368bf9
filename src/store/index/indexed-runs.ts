/**
 * All runs as rows, from the index as far as it has them, else from Git. A line of the index is of one commit, and a
 * commit never changes: whatever fetched, edited, folded or deleted runs, a line is used where the run is at its commit,
 * and there alone. Nothing has to be told to the index, and it is never out of date.
 */
import type { Place } from '../../git/repository.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { listTips } from '../tips.ts';
import { readExcerpt } from './excerpt.ts';
import { type FoundRow, type MissingQuestion, readMissing } from './missing-runs.ts';
import { linesOf, readBlocks, type SegmentWriter } from './segment.ts';
import { joined, type OpenIndex, openIndex, removeSegments, type Segment } from './segments.ts';
import { wantedRuns } from './wanted-runs.ts';

export interface IndexQuestion extends MissingQuestion {
  /** Where the index is. */
  readonly place: Pick<Place, 'commonDir'>;
  /** ms since 1970. */
  readonly now: number;
}

/**
 * All runs in no order, some at a time; each some has to be gone through before the next are asked for. What the index
 * lacks is added to it, where it can be written.
 */
export async function* indexedRuns(question: IndexQuestion): AsyncGenerator<Iterable<FoundRow>> {
  const { repository, place } = question;
  const index = await openIndex(place, question.now);
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

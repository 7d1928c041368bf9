/**
 * What a ledger tells of a run, so that who has no run can list them: its line as the index has it, and behind that all
 * its edits, as the files of `annotations/` are. Pure.
 */
import type { Annotation } from '../../run/annotation.ts';
import type { RunId } from '../../run/run-id.ts';
import { isCell } from '../decode.ts';
import { idOfLine, isExcerpt, printCell, printExcerpt } from '../index/excerpt.ts';
import { listedRun } from '../listed-run.ts';
import type { LoadedRun } from '../load.ts';
import { FORMAT, storedCells } from '../schema.ts';

/** A run with more to tell has no line, and is read from its commit. */
const LONGEST = 2 ** 16;

/** Prints a run, without a newline; undefined where the line would be too long. */
export function printFolded(loaded: LoadedRun): string | undefined {
  const excerpt = printExcerpt(listedRun(loaded));
  if (excerpt === undefined) return undefined;
  const line = `${excerpt}\t${printCell(loaded.annotations.map(edit => ({ ...edit, version: FORMAT })))}`;
  return line.length > LONGEST ? undefined : line;
}

export interface FoldedText {
  readonly id: RunId;
  /** As it stands in the ledger. */
  readonly line: string;
  /** As the index has it. */
  readonly excerpt: string;
}

/** The lines that can be read: they come from another clone. */
export function* readFolded(content: Buffer): Generator<FoldedText> {
  for (const line of content.toString('latin1').split('\n')) {
    const end = line.lastIndexOf('\t');
    const excerpt = line.slice(0, Math.max(end, 0));
    const isSound =
      line.length <= LONGEST && isExcerpt(excerpt) && isCell(storedCells.edits, line.slice(end + 1));
    if (isSound) yield { id: idOfLine(excerpt), line, excerpt };
  }
}

/** The edits that some have and others lack. */
export function editsBeyond(edits: readonly Annotation[], others: readonly Annotation[]): Annotation[] {
  const known = new Set(others.map(({ id }) => id));
  return edits.filter(({ id }) => !known.has(id));
}

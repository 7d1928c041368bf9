/**
 * How large what a run is made of may be. A run can come from anybody, and a few bytes of a pack can stand for a GiB:
 * more than any run has ever held is not read at all. Bytes, where nothing else is said.
 */
import type { ReadableObjects } from '../git/readable.ts';
import { TooLargeError } from '../run/repository-errors.ts';

const KIB = 2 ** 10;
const MIB = 2 ** 20;

export const MOST = {
  /** `run.json`. */
  run: 16 * MIB,
  /** `manifest.json`, `inputs.json` and `environment.json`, each. */
  list: 64 * MIB,
  /** One file of `annotations/`. */
  edit: 256 * KIB,
  /** Files of `annotations/`, by number. */
  edits: 10_000,
  /** All files of `annotations/` together. */
  editBytes: 16 * MIB,
  /** Files and directories of a run's tree, by number. */
  entries: 200_000,
  /** Files and directories of its source, by number. */
  sourceEntries: 1_000_000,
  /** A part of the log: twice what is written into one. */
  logPart: 8 * MIB,
  /** `experiment.json`. */
  experiment: MIB,
  /** `model.json`: all versions of a registered model. */
  model: 16 * MIB,
  /** Values in one record, by number. */
  values: 2_000_000,
  /** Levels of a record, by number. */
  levels: 200,
} as const;

/** Why objects that were not read up to a size were not: ends for sentences that begin with their names. */
export async function whyNotRead(
  objects: ReadableObjects,
  names: readonly string[],
  most: number,
): Promise<string[]> {
  const heads = names.length === 0 ? [] : await objects.heads(names);
  return heads.map(head => {
    if (head === undefined) return 'is missing or cannot be read';
    return head.size > most
      ? `has ${head.size} bytes, more than the ${most} it may have`
      : `is a ${head.type}`;
  });
}

/** Throws TooLargeError for JSON of a shape that would take a hundred times its bytes in memory. */
export function refuseBomb(text: Uint8Array, what: string): void {
  // A small one cannot hold many values, and its depth is looked at where it matters.
  if (text.length < MIB) return;
  let [values, depth, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === BACKSLASH) at++;
      else if (char === QUOTE) inString = false;
    } else if (char === QUOTE) inString = true;
    else if (char === COMMA) values++;
    else if (char === OPEN_LIST || char === OPEN_MAP) {
      values++;
      if (++depth > MOST.levels)
        throw new TooLargeError(what, `it is nested deeper than ${MOST.levels} levels`);
    } else if (char === CLOSE_LIST || char === CLOSE_MAP) depth--;
    if (values > MOST.values) throw new TooLargeError(what, `it holds more than ${MOST.values} values`);
  }
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x5b, 0x5d, 0x7b, 0x7d];

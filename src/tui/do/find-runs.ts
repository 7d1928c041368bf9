/**
 * Runs by likeness: each word that is typed is in the run's name, experiment, status, tags or id, letters between its
 * letters allowed. It goes by small pieces: a key that comes meanwhile is not kept waiting.
 */
import { setImmediate as aTurn } from 'node:timers/promises';
import Fuzzy from '@leeoniya/ufuzzy';
import { printTags } from '../../query/lookup.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { type Entry, isGroup } from '../state/arrange.ts';

export interface Found {
  readonly hits: ReadonlySet<RunId>;
  /** The one that is most like it; of equals the first. Undefined where there is none. */
  readonly best: RunId | undefined;
}

/** After so many ms others have their turn; the time is looked at after so many runs. */
const TURN = 6;
const PIECE = 250;
/** So many hits are compared with one another. */
const RANKED = 1000;

/** Finds the runs of a list; undefined where it was given up. */
export async function findRuns(
  entries: readonly Entry[],
  text: string,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const words = text.split(/\s+/).filter(word => word !== '');
  const fuzzy = fuzzyFor(text);
  const hits: RunRow[] = [];
  let since = performance.now();
  for (let at = 0; at < entries.length; at += PIECE) {
    if (performance.now() - since > TURN) {
      await aTurn();
      if (signal.aborted) return undefined;
      since = performance.now();
    }
    hits.push(...hitsIn(entries.slice(at, at + PIECE), words, fuzzy));
  }
  return { hits: new Set(hits.map(({ id }) => id)), best: bestOf(hits.slice(0, RANKED), words, fuzzy)?.id };
}

function hitsIn(entries: readonly Entry[], words: readonly string[], fuzzy: Fuzzy): RunRow[] {
  const rows = entries.filter((entry): entry is RunRow => !isGroup(entry));
  const texts = rows.map(textOf);
  let found: number[] | undefined;
  for (const word of words) found = matching(texts, word, fuzzy, found);
  return (found ?? []).map(at => rows[at] as RunRow);
}

/** Signs alone are no words to be like: they have to be there. */
function matching(texts: string[], word: string, fuzzy: Fuzzy, among?: number[]): number[] {
  if (/[\p{L}\d]/u.test(word)) return fuzzy.filter(texts, word, among) ?? [];
  return (among ?? [...texts.keys()]).filter(at => texts[at]?.includes(word));
}

/** As near to it as its name is to the first word; where no name is, as all that is searched of it. */
function bestOf(rows: readonly RunRow[], [word = '']: readonly string[], fuzzy: Fuzzy): RunRow | undefined {
  for (const texts of [rows.map(({ name }) => name), rows.map(textOf)]) {
    const found = matching(texts, word, fuzzy);
    if (found.length === 0) continue;
    if (!/[\p{L}\d]/u.test(word)) return rows[found[0] as number];
    const info = fuzzy.info(found, texts, word);
    const [first] = fuzzy.sort(info, texts, word);
    if (first !== undefined) return rows[info.idx[first] as number];
  }
  return rows[0];
}

const known = new WeakMap<RunRow, string>();

/** What is searched of a run: made when it is first asked for. A run that is edited is another row. */
function textOf(row: RunRow): string {
  const before = known.get(row);
  if (before !== undefined) return before;
  const { name, experiment, status, tags, id } = row;
  const text = `${name} ${experiment} ${status} ${printTags(tags)} ${id}`;
  known.set(row, text);
  return text;
}

const OPTIONS: Fuzzy.Options = { intraIns: 1, compare: () => 0 };
let plain: Fuzzy | undefined;
let unicode: Fuzzy | undefined;

/** Letters of other scripts take twice the time: only who types them waits for it. */
function fuzzyFor(text: string): Fuzzy {
  if (/^[\x20-\x7e]*$/.test(text)) {
    plain ??= new Fuzzy(OPTIONS);
    return plain;
  }
  unicode ??= new Fuzzy({
    ...OPTIONS,
    unicode: true,
    interSplit: "[^\\p{L}\\d']+",
    intraSplit: '\\p{Ll}\\p{Lu}',
    intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
    intraChars: "[\\p{L}\\d']",
    intraContr: "'\\p{L}{1,2}\\b",
  });
  return unicode;
}

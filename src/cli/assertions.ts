/** `exec --assert`: what has to be true of a run, a gate for continuous integration. */
import type { Directions } from '../query/direction.ts';
import { type Filter, keysOf } from '../query/filter/filter.ts';
import { lookup, printKey } from '../query/lookup.ts';
import type { Recorded } from '../record/request.ts';
import { UsageError } from '../run/errors.ts';
import { type RunRow, rowOfRun } from '../run/run-row.ts';
import { formatNumber } from '../view/format.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import { asksSignatures, withSignatures } from './signatures.ts';

export interface Assertion {
  /** As it was written. */
  readonly text: string;
  readonly filter: Filter;
}

/** Reads what is asserted, before anything is started. Throws UsageError, FilterError. */
export async function parseAssertions(
  texts: readonly string[],
  declared: () => Promise<Directions>,
): Promise<Assertion[]> {
  if (texts.length === 0) return [];
  // Of a variable that is not set: a gate that is always open is none.
  if (texts.some(text => text.trim() === ''))
    throw new UsageError("--assert needs a filter, such as 'metrics.acc >= 0.9'");
  const { parseFilter } = await import('../query/filter/parse.ts');
  const directions = await declared();
  return texts.map(text => ({ text, filter: parseFilter(text, directions) }));
}

/** Whether all of it is true of a run; says what is not, with what there is instead. One that was not stored is not judged. */
export async function holds(
  context: Context,
  assertions: readonly Assertion[],
  { stored }: Recorded,
): Promise<boolean> {
  if (assertions.length === 0) return true;
  if (stored === undefined) {
    context.say('git-run: nothing can be asserted of a run that was not recorded');
    return false;
  }
  const row = await rowOf(context, assertions, stored);
  const { matcher } = await import('../query/filter/matches.ts');
  const today = { now: context.now(), zone: context.zone };
  const broken = assertions.filter(({ filter }) => !matcher(filter, today)(row));
  for (const { text, filter } of broken)
    context.say(`git-run: not so: ${sanitise(text)}${insteadOf(row, filter)}`);
  return broken.length === 0;
}

async function rowOf(
  context: Context,
  assertions: readonly Assertion[],
  stored: NonNullable<Recorded['stored']>,
): Promise<RunRow> {
  const plain = rowOfRun({ run: stored.run, trashed: false, added: {} }, stored.commit);
  const keys = assertions.flatMap(({ filter }) => keysOf(filter));
  const [row = plain] = asksSignatures(keys) ? await withSignatures(context, [plain]) : [plain];
  if (!keys.some(({ kind }) => kind === 'input')) return row;
  const { loadInputs } = await import('../store/load.ts');
  return {
    ...row,
    inputs: await loadInputs((await context.repository()).objects, { id: row.id, commit: stored.commit }),
  };
}

/** ` (metrics.acc is 0.85)`. */
function insteadOf(row: RunRow, filter: Filter): string {
  const found = new Map<string, string>();
  for (const key of keysOf(filter)) {
    if (key.kind === 'input') continue;
    const value = lookup(row, key);
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    found.set(
      printKey(key),
      value === undefined ? 'has no value' : `is ${isNumber ? formatNumber(value) : String(value)}`,
    );
  }
  if (found.size === 0) return '';
  return sanitise(` (${[...found].map(([name, what]) => `${name} ${what}`).join(', ')})`);
}

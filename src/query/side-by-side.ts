/** Several runs side by side: every key of any of them, what each has there, and who is best. */
import type { Leaf } from '../run/flatten.ts';
import type { DiffOptions } from './diff.ts';
import type { Better } from './direction.ts';
import { counts, factsOf, isSameFact } from './facts.ts';
import { SECTIONS, type Section, type Side } from './side.ts';
import { compareText } from './sort.ts';

export interface SideRow {
  readonly section: Section;
  readonly key: string;
  /** One of each side, in their order; undefined where it has nothing there. */
  readonly values: readonly (Leaf | undefined)[];
  /** Whether all sides have the same. */
  readonly same: boolean;
  /** Of metrics: which direction is better, and the sides that are best, by their places; none where all are equal. */
  readonly direction?: Better;
  readonly best: readonly number[];
}

/** Compares sides key by key: sections in their order, keys of the users' own in the order of code points. */
export function sideBySide(
  sides: readonly Side[],
  { sections = SECTIONS, directionOf }: DiffOptions,
): SideRow[] {
  return sections.flatMap(section => {
    const facts = sides.map(side => factsOf(side, section));
    const keys = [...new Set(facts.flatMap(one => [...one.keys()]))];
    const isFixed = section === 'outcome' || section === 'command' || section === 'code';
    return (isFixed ? keys : keys.sort(compareText)).map((key): SideRow => {
      const values = facts.map(one => one.get(key));
      const row = { section, key, values, same: areSame(values) };
      if (section !== 'metrics') return { ...row, best: [] };
      const direction = directionOf(key);
      return { ...row, direction, best: row.same ? [] : bestOf(values, direction) };
    });
  });
}

function areSame([first, ...others]: readonly (Leaf | undefined)[]): boolean {
  return others.every(other =>
    first === undefined || other === undefined ? first === other : isSameFact(first, other),
  );
}

/** The places of the best value; NaN is none, and of one value there is no best. */
function bestOf(values: readonly (Leaf | undefined)[], direction: Better): number[] {
  const numbers = values.map(leaf => (typeof leaf?.value === 'number' ? leaf.value : Number.NaN));
  const known = numbers.filter(number => !Number.isNaN(number));
  if (known.length < 2) return [];
  const best = known.reduce((a, b) => ((direction === 'max' ? b > a : b < a) ? b : a));
  const places = [...numbers.keys()].filter(at => numbers[at] === best);
  return places.length === numbers.length ? [] : places;
}

/** Whether all that counts is the same. */
export function isAllSame(rows: readonly SideRow[]): boolean {
  return rows.every(({ section, key, same }) => same || !counts(section, key));
}

/** Filters that name runs: a run is meant whichever of its ids is said. */
import type { Filter, FilterKey } from '../../query/filter/filter.ts';
import type { RunIds } from './run-ids.ts';
import { PARENT_TAG } from './run-tags.ts';

/** The filter with all ids of each run that it names. */
export async function withNames(filter: Filter, ids: Pick<RunIds, 'idOf' | 'namesOf'>): Promise<Filter> {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, of: await Promise.all(filter.of.map(one => withNames(one, ids))) };
    case 'not':
      return { ...filter, of: await withNames(filter.of, ids) };
    case 'compare':
      return filter.operator === '=' || filter.operator === '!=' ? compared(filter, ids) : filter;
    case 'in':
      return isId(filter.key) ? oneOf(filter, ids) : filter;
    default:
      return filter;
  }
}

type Compare = Extract<Filter, { kind: 'compare' }>;
type In = Extract<Filter, { kind: 'in' }>;

async function compared(filter: Compare, ids: Pick<RunIds, 'idOf' | 'namesOf'>): Promise<Filter> {
  const { key, value, operator } = filter;
  const isParent = key.kind === 'tag' && key.name === PARENT_TAG;
  if (!isParent && !isId(key)) return filter;
  const names = isParent ? await ids.namesOf(value.text) : await ownIds([value.text], ids);
  const of = names.map((text): Compare => ({ ...filter, value: { ...value, text } }));
  return { kind: operator === '=' ? 'or' : 'and', of };
}

async function oneOf({ key, values }: In, ids: Pick<RunIds, 'idOf'>): Promise<Filter> {
  const texts = await ownIds(
    values.map(({ text }) => text),
    ids,
  );
  return {
    kind: 'or',
    of: texts.map(text => ({ kind: 'compare', key, operator: '=', value: { text, quoted: true } })),
  };
}

function isId(key: FilterKey): boolean {
  return key.kind === 'attribute' && key.name === 'id';
}

/** Runs have but one id where they are searched. What names none is left out: a piece of an id is no name here. */
async function ownIds(texts: readonly string[], ids: Pick<RunIds, 'idOf'>): Promise<string[]> {
  const found = await Promise.all(texts.map(text => ids.idOf(text)));
  return found.filter(id => id !== undefined);
}

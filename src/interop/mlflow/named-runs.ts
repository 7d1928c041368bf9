/** Filters that name runs: a run is meant whichever of its ids is said. */
import type { Filter, FilterKey, Literal } from '../../query/filter/filter.ts';
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
      return isId(filter.key) ? { ...filter, values: await ownIds(filter.values, ids) } : filter;
    default:
      return filter;
  }
}

type Compare = Extract<Filter, { kind: 'compare' }>;

async function compared(filter: Compare, ids: Pick<RunIds, 'idOf' | 'namesOf'>): Promise<Filter> {
  if (isId(filter.key)) return { ...filter, value: (await ownIds([filter.value], ids))[0] as Literal };
  if (filter.key.kind !== 'tag' || filter.key.name !== PARENT_TAG) return filter;
  const names = await ids.namesOf(filter.value.text);
  const of = names.map((text): Compare => ({ ...filter, value: { ...filter.value, text } }));
  return { kind: filter.operator === '=' ? 'or' : 'and', of };
}

function isId(key: FilterKey): boolean {
  return key.kind === 'attribute' && key.name === 'id';
}

/** Runs have but one id where they are searched. */
function ownIds(values: readonly Literal[], ids: Pick<RunIds, 'idOf'>): Promise<Literal[]> {
  return Promise.all(
    values.map(async value => ({ ...value, text: (await ids.idOf(value.text)) ?? value.text })),
  );
}

/** `order_by` of a search for runs. */
import type { FilterKey } from '../../query/filter/filter.ts';
import { strictKey } from '../../query/filter/strict-rules.ts';
import { tokenise } from '../../query/filter/tokens.ts';
import { type Key, printKey } from '../../query/lookup.ts';
import type { SortKey } from '../../query/sort.ts';
import { invalid } from './errors.ts';
import { USER_TAG } from './run-tags.ts';

/** Reads the keys to order by, with those that make the order of any two runs certain. Throws MlflowError. */
export function readRunOrder(texts: readonly string[]): SortKey[] {
  const keys = texts.map(readKey);
  const names = keys.map(({ key }) => printKey(key));
  if (new Set(names).size < names.length)
    throw invalid(`\`order_by\` contains duplicate fields: [${texts.map(one => `'${one}'`).join(', ')}]`);
  const byStart = names.includes('started') ? [] : [{ key: STARTED, direction: 'descending' } as const];
  return [...keys, ...byStart, { key: ID, direction: 'ascending' }];
}

const STARTED: Key = { kind: 'attribute', name: 'started' };
const ID: Key = { kind: 'attribute', name: 'id' };

function readKey(text: string): SortKey {
  const wrong = () => invalid(`Invalid order_by clause '${text}'`);
  const [, name = '', word = 'asc'] = /^\s*(.*?)(?:\s+(asc|desc))?\s*$/is.exec(text) ?? [];
  const [token, ...rest] = tokensOf(name, wrong);
  if (token?.kind !== 'word' || rest.length > 0) throw wrong();
  const { key } = strictKey(token, name);
  if (key.kind === 'input') throw wrong();
  return { key: ownKey(key), direction: word.toLowerCase() === 'asc' ? 'ascending' : 'descending' };
}

function tokensOf(text: string, wrong: () => Error) {
  try {
    return tokenise(text);
  } catch {
    throw wrong();
  }
}

/** The user of MLflow's client is told by a tag, and not by Git. */
export function ownKey<Asked extends FilterKey>(key: Asked): Asked | Key {
  return key.kind === 'attribute' && key.name === 'author' ? { kind: 'tag', name: USER_TAG } : key;
}

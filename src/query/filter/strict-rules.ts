/** What MLflow lets be compared with what, and what it says otherwise. */
import { SearchFilterError } from '../../run/filter-errors.ts';
import type { Attribute } from '../lookup.ts';
import type { FilterKey } from './filter.ts';
import type { Word } from './tokens.ts';

/** A key as MLflow sees it. */
export interface StrictKey {
  readonly key: FilterKey;
  /** As error texts have it. */
  readonly type: 'metric' | 'parameter' | 'tag' | 'attribute' | 'dataset';
  /** As it was written. */
  readonly name: string;
  readonly isStatus: boolean;
  readonly isTime: boolean;
}

const ENTITIES: ReadonlyMap<string, StrictKey['type']> = new Map([
  ...(['metric', 'metrics'] as const).map(name => [name, 'metric'] as const),
  ...(['parameter', 'parameters', 'param', 'params'] as const).map(name => [name, 'parameter'] as const),
  ...(['tag', 'tags'] as const).map(name => [name, 'tag'] as const),
  ...(['attribute', 'attributes', 'attr', 'run'] as const).map(name => [name, 'attribute'] as const),
  ...(['dataset', 'datasets'] as const).map(name => [name, 'dataset'] as const),
]);

/** In the order of their names, as error texts list them. */
const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map([
  ['Created', 'started'],
  ['Run Name', 'name'],
  ['Run name', 'name'],
  // Where a run's artifacts are follows from its id.
  ['artifact_uri', 'id'],
  ['created', 'started'],
  ['end_time', 'ended'],
  ['run name', 'name'],
  ['run_id', 'id'],
  ['run_name', 'name'],
  ['start_time', 'started'],
  ['status', 'status'],
  ['user_id', 'author'],
]);

const NUMERIC: ReadonlySet<string> = new Set(['Created', 'created', 'end_time', 'start_time']);

/** Reads the key of a clause. Throws SearchFilterError. */
export function strictKey({ pieces }: Word, raw: string): StrictKey {
  const [first = { text: '', quoted: false }, ...more] = pieces;
  const isTicked = first.quoted && raw.startsWith('`');
  const bare = pieces.filter(({ quoted }) => !quoted).map(({ text }) => text);
  const isIdentifier = (!first.quoted || isTicked) && bare.every(text => /^[\w.]*$/.test(text));
  if (!isIdentifier || /^[\d.]/.test(raw))
    throw new SearchFilterError(`Invalid comparison clause. Expected 'Identifier' found '${raw}'`);
  const text = first.text + more.map(piece => piece.text).join('');
  const dot = first.quoted ? (more[0]?.text.startsWith('.') ? first.text.length : -1) : text.indexOf('.');
  const name = text.slice(dot + 1);
  const entity = dot < 0 ? 'attribute' : text.slice(0, dot);
  const type = ENTITIES.get(entity);
  if (type === undefined)
    throw new SearchFilterError(
      `Invalid entity type '${entity}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']`,
    );
  const isAttribute = type === 'attribute';
  return {
    type,
    name,
    isStatus: isAttribute && name === 'status',
    isTime: isAttribute && NUMERIC.has(name),
    key: keyOf(type, name),
  };
}

function keyOf(type: StrictKey['type'], name: string): FilterKey {
  switch (type) {
    case 'metric':
    case 'tag':
      return { kind: type, name };
    case 'parameter':
      return { kind: 'param', name };
    case 'attribute': {
      const attribute = ATTRIBUTES.get(name);
      if (attribute !== undefined) return { kind: 'attribute', name: attribute };
      throw invalidKey('attribute', name, [...ATTRIBUTES.keys()]);
    }
    case 'dataset':
      if (name === 'name' || name === 'digest' || name === 'context') return { kind: 'input', name };
      throw invalidKey('dataset', name, ['context', 'digest', 'name']);
  }
}

function invalidKey(type: string, name: string, valid: readonly string[]): SearchFilterError {
  return new SearchFilterError(`Invalid ${type} key '${name}' specified. Valid keys are '${setOf(valid)}'`);
}

function setOf(names: readonly string[]): string {
  return `{${names.map(name => `'${name}'`).join(', ')}}`;
}

/** The value of a clause as it was written, a list in its parentheses. */
export interface WrittenValue {
  readonly text: string;
  readonly words: readonly Word[];
}

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const ORDER = ['!=', '<', '<=', '=', '>', '>='];
const TEXTS = ['!=', '=', 'ILIKE', 'IN', 'LIKE', 'NOT IN'];
const USER_TEXTS = ['!=', '=', 'ILIKE', 'IS NOT NULL', 'IS NULL', 'LIKE'];

/** Throws SearchFilterError where MLflow would not compare: by the value first, then by the comparator. */
export function checkTest(key: StrictKey, operator: string, value: WrittenValue | undefined): void {
  const { type, name } = key;
  const isUsers = type === 'parameter' || type === 'tag';
  if (value === undefined) {
    if (isUsers) return;
    throw new SearchFilterError(
      `IS NULL / IS NOT NULL is only supported for tags and params, not for '${type}' '${name}'`,
    );
  }
  const isNumeric = type === 'metric' || key.isTime;
  if (isNumeric) checkNumber(key, value.text);
  else if (value.text.startsWith('(') && takesList(key)) checkList(value.words);
  else checkText(key, value.text);
  const valid = isNumeric ? ORDER : isUsers ? USER_TEXTS : TEXTS;
  if (valid.includes(operator)) return;
  // MLflow lists those of texts for times too, and forgets the last quote of some lists.
  const list = setOf(key.isTime ? TEXTS : valid);
  const end = type === 'parameter' || (type === 'attribute' && !key.isTime) ? "'" : '';
  throw new SearchFilterError(`Invalid comparator '${operator}' not one of '${list}${end}`);
}

function checkNumber({ type, name }: StrictKey, text: string): void {
  if (NUMBER.test(text)) return;
  const what = type === 'metric' ? 'metric' : `numeric attribute: ${name}`;
  throw new SearchFilterError(`Expected numeric value type for ${what}. Found ${text}`);
}

function takesList({ type, name }: StrictKey): boolean {
  return type === 'dataset' || name === 'run_id';
}

function checkText({ type }: StrictKey, text: string): void {
  const isList = text.startsWith('(');
  if (isList && type === 'attribute')
    throw new SearchFilterError(
      "Only ['run_id'] attributes support comparison with a list of quoted string values.",
    );
  if (/^['"]/.test(text)) return;
  if (isList || NUMBER.test(text) || /^null$/i.test(text))
    throw new SearchFilterError(`Expected a quoted string value for ${EXPECTED[type]}. Got value ${text}`);
  throw new SearchFilterError(
    `Parameter value is either not quoted or unidentified quote types used for string value ${text}. Use either single or double quotes.`,
  );
}

const EXPECTED: Readonly<Record<StrictKey['type'], string>> = {
  metric: 'metric',
  parameter: "parameter (e.g. 'my-value')",
  tag: "tag (e.g. 'my-value')",
  attribute: 'attributes',
  dataset: 'dataset attributes',
};

function checkList(words: readonly Word[]): void {
  const start = 'While parsing a list in the query, expected';
  if (words.length === 0)
    throw new SearchFilterError(`${start} a non-empty list of string values, but got empty list`);
  const strange = words.some(({ pieces }) => pieces.length !== 1 || pieces[0]?.quoted !== true);
  if (!strange) return;
  const shown = words.map(({ pieces }) =>
    pieces.map(({ text, quoted }) => (quoted ? `'${text}'` : text)).join(''),
  );
  const tuple = `(${shown.join(', ')}${shown.length === 1 ? ',' : ''})`;
  throw new SearchFilterError(
    `${start} string value, punctuation, or whitespace, but got different type in list: ${tuple}`,
  );
}

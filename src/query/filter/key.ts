/** The field of a test: `metrics.acc`, `params."batch size"`, `branch`, and what MLflow calls them. */
import { FilterError } from '../../run/filter-errors.ts';
import type { Directions } from '../direction.ts';
import { ATTRIBUTES, type Attribute, isAttribute, userKey } from '../lookup.ts';
import { nearest } from '../nearest.ts';
import type { FilterKey, InputField } from './filter.ts';
import type { Word } from './tokens.ts';

type Entity = 'metric' | 'param' | 'tag' | 'attribute' | 'input';

const ENTITIES: ReadonlyMap<string, Entity> = new Map([
  ['metric', 'metric'],
  ['metrics', 'metric'],
  ['param', 'param'],
  ['params', 'param'],
  ['parameter', 'param'],
  ['parameters', 'param'],
  ['tag', 'tag'],
  ['tags', 'tag'],
  ['attribute', 'attribute'],
  ['attributes', 'attribute'],
  ['attr', 'attribute'],
  ['run', 'attribute'],
  ['input', 'input'],
  ['inputs', 'input'],
  ['dataset', 'input'],
  ['datasets', 'input'],
]);

/** MLflow's names of attributes, spelt as there. */
const ALIASES: ReadonlyMap<string, Attribute> = new Map([
  ['run_id', 'id'],
  ['run_name', 'name'],
  ['run name', 'name'],
  ['Run name', 'name'],
  ['Run Name', 'name'],
  ['user_id', 'author'],
  ['start_time', 'started'],
  ['created', 'started'],
  ['Created', 'started'],
  ['end_time', 'ended'],
]);

const INPUT_FIELDS: ReadonlyMap<string, InputField> = new Map([
  ['name', 'name'],
  ['path', 'name'],
  ['digest', 'digest'],
  ['sha256', 'digest'],
]);

/** Reads the field a word names, from a character of its first piece on. Throws FilterError with the nearest names. */
export function readKey(text: string, word: Word, from: number, declared: Directions): FilterKey {
  const { entity, name } = parts(word, from);
  const fail = (why: string, near: readonly string[]) => new FilterError(text, why, word, near);
  const shown = text.slice(word.at + from, word.end);
  const kind = entity === undefined ? 'attribute' : ENTITIES.get(entity);
  if (kind === undefined) {
    const near = nearest(entity as string, ENTITIES.keys(), 1).map(other => `${other}.${name}`);
    throw fail(`there is no field '${shown}'`, near.length > 0 ? near : asUsers(`${entity}.${name}`));
  }
  if (name === '') throw fail(`the name of a field is missing in '${shown}'`, []);
  if (kind === 'attribute') {
    const attribute = ALIASES.get(name) ?? name;
    if (isAttribute(attribute)) return { kind, name: attribute };
    const near = nearest(name, [...ATTRIBUTES, ...ALIASES.keys()]);
    throw fail(
      `there is no field '${shown}'`,
      near.length > 0 || entity !== undefined ? near : asUsers(name),
    );
  }
  if (kind !== 'input') return userKey(kind, name, declared);
  const field = INPUT_FIELDS.get(name);
  if (field === undefined) throw fail(`an input has no '${name}'`, ['inputs.name', 'inputs.digest']);
  return { kind, name: field };
}

function asUsers(name: string): string[] {
  return [`metrics.${name}`, `params.${name}`, `tags.${name}`];
}

/** What stands before the first dot, and all behind it. A dot in quotes is part of a name. */
function parts({ pieces }: Word, from: number): { entity?: string; name: string } {
  const [first = { text: '', quoted: false }, ...more] = pieces;
  const rest = more.map(({ text }) => text).join('');
  const text = first.text.slice(from);
  if (first.quoted) {
    const isEntity = more[0]?.quoted === false && more[0].text.startsWith('.');
    return isEntity ? { entity: text, name: rest.slice(1) } : { name: text + rest };
  }
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text + rest } : { entity: text.slice(0, dot), name: text.slice(dot + 1) + rest };
}

/** What a server tells in pages, each with a token for the next. */
import type { Json, JsonObject } from '../../run/json.ts';
import type { KeyValue } from '../mlflow/facts.ts';

/** The objects in a list of a message; what is none is passed over. */
export function objectsIn(message: JsonObject, name: string): JsonObject[] {
  const list = Object.hasOwn(message, name) ? message[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** An object in a message; an empty one where there is none. */
export function objectIn(message: JsonObject, name: string): JsonObject {
  const member = Object.hasOwn(message, name) ? message[name] : undefined;
  return member !== undefined && isObject(member) ? member : {};
}

/** Params and tags in a message; one without a key is none. */
export function pairsIn(message: JsonObject, name: string): KeyValue[] {
  return objectsIn(message, name).flatMap(({ key, value = '' }) =>
    typeof key === 'string' && key !== '' && typeof value === 'string' ? [{ key, value }] : [],
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why no more pages were asked for. */
export const ENDLESS = 'has pages without end: those that follow bring nothing new, and are left out';

/**
 * Yields the items of all pages, one page at a time. `isNew` tells of an item whether it was not there before: a server
 * that goes on with what it has told already is not asked again, and `lose` hears of it.
 */
export async function* pages(
  ask: (token: string | undefined) => Promise<JsonObject>,
  name: string,
  { isNew, lose }: { isNew(item: JsonObject): boolean; lose(why: string): void },
): AsyncGenerator<readonly JsonObject[]> {
  let token: string | undefined;
  do {
    const page = await ask(token);
    const items = objectsIn(page, name).filter(isNew);
    const next = Object.hasOwn(page, 'next_page_token') ? page.next_page_token : undefined;
    yield items;
    token = typeof next === 'string' && next !== '' ? next : undefined;
    if (token !== undefined && items.length === 0) return lose(ENDLESS);
  } while (token !== undefined);
}

/** For `pages`: new is what has another value of a member than all before. */
export function newBy(member: (item: JsonObject) => string | undefined): (item: JsonObject) => boolean {
  const seen = new Set<string>();
  return item => {
    const value = member(item);
    if (value === undefined || seen.has(value)) return false;
    seen.add(value);
    return true;
  };
}

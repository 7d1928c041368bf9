/** Pages of lists: a token says what was told last, so that what arrives in between moves nothing. */
import { invalid } from './errors.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the next page; absent on the last one. */
  readonly token?: string;
}

/** One page of all items. `id` tells them apart. Throws MlflowError for a token of nobody's. */
export function pageOf<Item>(
  all: readonly Item[],
  { most, token = '' }: { readonly most: number; readonly token?: string | undefined },
  id: (item: Item) => string,
): Page<Item> {
  const start = token === '' ? 0 : startOf(all, readToken(token), id);
  const items = all.slice(start, start + most);
  const last = items.at(-1);
  const end = start + items.length;
  if (last === undefined || end >= all.length) return { items };
  return { items, token: printToken({ offset: end, after: id(last) }) };
}

interface Place {
  readonly offset: number;
  readonly after?: string;
}

/** Behind what was told last; where that is gone by now, at the place it had. */
function startOf<Item>(all: readonly Item[], { offset, after }: Place, id: (item: Item) => string): number {
  if (after === undefined) return offset;
  const near = all[offset - 1];
  if (near !== undefined && id(near) === after) return offset;
  const at = all.findIndex(item => id(item) === after);
  return at < 0 ? offset : at + 1;
}

function printToken(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64');
}

function readToken(token: string): Place {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(token)) throw invalid('Invalid page token, could not base64-decode');
  try {
    const { offset, after } = JSON.parse(Buffer.from(token, 'base64').toString());
    if (Number.isSafeInteger(offset) && offset >= 0)
      return { offset, ...(typeof after === 'string' && { after }) };
  } catch {
    // As any other text that is no token.
  }
  throw invalid('Invalid page token, parsed value is not a place in a list');
}

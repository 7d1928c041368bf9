/**
 * One entry of a cell of the index, without reading the others: a question to ten thousand runs is about one or two of
 * their metrics, and to parse all takes five times as long.
 */

/** An entry, `none` where the cell has none of that key, or `unclear` where the whole cell has to be parsed to tell. */
export type CellEntry = { readonly value: unknown } | 'none' | 'unclear';

/** Finds an entry in a JSON object whose values are all texts, or all objects of numbers and texts; `end` is what each ends with. */
export function entryIn(cell: string, key: string, end: '"' | '}'): CellEntry {
  // A number that JSON lacks is an object within one: then a brace does not tell where an entry ends. And what stands
  // behind the end of a text, a key may begin with.
  if (cell.includes('$number"') || /^[:,}]/.test(key)) return 'unclear';
  const name = nameOf(key);
  for (let at = cell.indexOf(name, 1); at > 0; at = cell.indexOf(name, at + 1)) {
    // Within a text a quote stands behind a backslash.
    const isOutermost = at === 1 || (cell[at - 1] === ',' && cell[at - 2] === end);
    if (!isOutermost) continue;
    VALUE.lastIndex = at + name.length;
    const [text] = VALUE.exec(cell) ?? [];
    return text === undefined ? 'unclear' : { value: JSON.parse(text) };
  }
  return 'none';
}

/** An object without an object in it, or a text. */
const VALUE = /\{[^"{}]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^"{}]*)*\}|"[^"\\]*(?:\\.[^"\\]*)*"/y;

const names = new Map<string, string>();

/** A key as it stands in a cell. One question has few; what a program asks for is not kept for ever. */
function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  if (names.size > 1000) names.clear();
  const name = `${ascii(JSON.stringify(key))}:`;
  names.set(key, name);
  return name;
}

/** Escapes in JSON what is not ASCII. */
export function ascii(json: string): string {
  return /[\u0080-\uffff]/.test(json) ? json.replace(/[\u0080-\uffff]/g, escaped) : json;
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

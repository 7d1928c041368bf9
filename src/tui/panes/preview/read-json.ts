/**
 * JSON as it is written: numbers keep their digits, members their order and their doubles, and of a text whose end is
 * missing there is what has been read.
 */

export type JsonNode = JsonScalar | JsonContainer;

export interface JsonScalar {
  readonly kind: 'string' | 'number' | 'word';
  /** As it stands in the text. */
  readonly text: string;
}

export interface JsonContainer {
  readonly kind: 'object' | 'array';
  readonly members: JsonMember[];
  /** Whether its end has been read. */
  isWhole: boolean;
}

export interface JsonMember {
  /** As it stands in the text; absent in arrays. */
  readonly key?: string;
  readonly value: JsonNode;
}

/** Reads values that stand one behind the other; undefined where they are no JSON. `isCut` says that the end is missing. */
export function readJson(text: string, isCut: boolean): JsonNode[] | undefined {
  const roots: JsonContainer = { kind: 'array', members: [], isWhole: false };
  const reader: Reader = { open: [roots], key: undefined, expects: 'value or end' };
  const values = () => roots.members.map(({ value }) => value);
  let at = skipBlanks(text, text.startsWith('\ufeff') ? 1 : 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    const end = at + (token?.length ?? 0);
    // A number that ends where the text does may be the half of one.
    if (isCut && (token === undefined ? isUnfinished(text, at) : end === text.length && /\w/.test(token)))
      return values();
    if (token === undefined || !take(reader, token)) return undefined;
    at = skipBlanks(text, end);
  }
  return reader.open.length === 1 || isCut ? values() : undefined;
}

interface Reader {
  /** What has begun, the innermost last. */
  readonly open: JsonContainer[];
  key: string | undefined;
  expects: 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';
}

/** Takes the next token; false where it cannot stand there. */
function take(reader: Reader, token: string): boolean {
  const { expects } = reader;
  const inside = reader.open.at(-1) as JsonContainer;
  switch (token) {
    case ':':
      reader.expects = 'value';
      return expects === 'colon';
    case ',':
      reader.expects = inside.kind === 'object' ? 'key' : 'value';
      return expects === 'comma or end';
    case '{':
    case '[': {
      const container: JsonContainer = {
        kind: token === '{' ? 'object' : 'array',
        members: [],
        isWhole: false,
      };
      add(reader, container);
      reader.open.push(container);
      reader.expects = token === '{' ? 'key or end' : 'value or end';
      return expects.startsWith('value');
    }
    case '}':
    case ']':
      inside.isWhole = true;
      reader.open.pop();
      reader.expects = reader.open.length <= 1 ? 'value or end' : 'comma or end';
      return (
        reader.open.length > 0 && expects.endsWith('end') && token === (inside.kind === 'object' ? '}' : ']')
      );
    default:
      return expects.startsWith('key') ? takeKey(reader, token) : takeScalar(reader, token);
  }
}

function takeKey(reader: Reader, token: string): boolean {
  [reader.key, reader.expects] = [token, 'colon'];
  return token.startsWith('"');
}

function takeScalar(reader: Reader, token: string): boolean {
  const { expects } = reader;
  const kind = token.startsWith('"') ? 'string' : /^(?:true|false|null)$/.test(token) ? 'word' : 'number';
  add(reader, { kind, text: token });
  return expects.startsWith('value');
}

/** What stands on its own is followed by the next, without a comma. */
function add(reader: Reader, value: JsonNode): void {
  const { open, key } = reader;
  open.at(-1)?.members.push({ ...(key === undefined ? {} : { key }), value });
  reader.key = undefined;
  reader.expects = open.length <= 1 ? 'value or end' : 'comma or end';
}

/** As Python, R and JavaScript write it, `NaN` and `Infinity` too. */
const TOKEN =
  /[{}[\],:]|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)(?![\w.])|(?:true|false|null|NaN)(?!\w)/y;

function tokenAt(text: string, at: number): string | undefined {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text)?.[0];
}

/** Whether what begins here is a string without an end, or the beginning of a word. */
function isUnfinished(text: string, at: number): boolean {
  if (text[at] === '"') return !text.includes('\n', at);
  return /^[-+.\w]*$/.test(text.slice(at, at + LONGEST_WORD)) && text.length - at < LONGEST_WORD;
}

const LONGEST_WORD = 400;

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && BLANKS.has(text.charCodeAt(next))) next++;
  return next;
}

const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

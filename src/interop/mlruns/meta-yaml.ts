/** `meta.yaml`: a flat mapping, as PyYAML prints it. Nearly all lines need no parser. */
import { parseDocument, visit } from 'yaml';
import type { Json } from '../../run/json.ts';
import type { Meta } from '../mlflow-runs/mlflow-run.ts';

/** Reads it. Throws SyntaxError where it is no mapping. */
export function parseMeta(text: string): Meta {
  return parseLines(text) ?? parseWhole(text);
}

/** A key, and what is the same to every parser of YAML: a number, null, words, or words in quotes with nothing to undo. */
const LINE = /^([a-z_]+): (?:(-?[1-9]\d{0,14}|0)|(null)|'([^'\\\n]*)'|([A-Za-z/][\w./:@+-]*[\w/]))$/;

/** Words that YAML 1.1, as PyYAML reads it, takes for something else. */
const SPECIAL = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function parseLines(text: string): Meta | undefined {
  const meta: Record<string, Json> = Object.create(null);
  for (const line of text.trimEnd().split('\n')) {
    const found = LINE.exec(line);
    if (found === null) {
      const empty = /^([a-z_]+): (?:\[\]|\{\})$/.exec(line)?.[1];
      if (empty === undefined) return undefined;
      meta[empty] = line.endsWith(']') ? [] : {};
      continue;
    }
    const [, key = '', number, nothing, quoted, plain] = found;
    if (plain !== undefined && (SPECIAL.test(plain) || plain.includes('::'))) return undefined;
    meta[key] =
      number !== undefined ? Number(number) : nothing !== undefined ? null : (quoted ?? (plain as string));
  }
  return meta;
}

/** More than any of MLflow's has; aliases that name each other could come to anything. */
const MOST_ALIASES = 100;

function parseWhole(text: string): Meta {
  let value: unknown;
  try {
    const document = parseDocument(text, { schema: 'failsafe' });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    visit(document, {
      Scalar(place, node) {
        if (place !== 'key' && node.type === 'PLAIN') node.value = resolve(node.source ?? '');
      },
    });
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    throw new SyntaxError(`it is not YAML: ${(cause as Error).message.split('\n', 1)[0]}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError('it is no mapping of keys');
  return withoutPrototype(value) as Meta;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...(['yes', 'true', 'on'] as const).map(word => [word, true] as const),
  ...(['no', 'false', 'off'] as const).map(word => [word, false] as const),
]);

/** What a plain word is to PyYAML, of all that MLflow writes: `1e5` is a text, and so an id of 32 digits may look. */
function resolve(word: string): Json {
  if (/^(?:~|null|)$/i.test(word)) return null;
  if (/^[-+]?(?:0|[1-9]\d*)$/.test(word))
    return Number.isSafeInteger(Number(word)) ? Number(word) : BigInt(word);
  if (/^[-+]?\d+\.\d*(?:e[-+]\d+)?$/i.test(word)) return Number(word);
  return BOOLEANS.get(word.toLowerCase()) ?? word;
}

/** What a parser has made, as JSON. */
function withoutPrototype(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutPrototype);
  if (typeof value !== 'object' || value === null) return value as Json;
  const record: Record<string, Json> = Object.create(null);
  for (const [key, member] of Object.entries(value)) record[key] = withoutPrototype(member);
  return record;
}

/** Prints a mapping with sorted keys, as PyYAML reads it back to the same. */
export function printMeta(meta: Meta): string {
  return Object.keys(meta)
    .sort()
    .map(key => `${printText(key)}: ${printValue(meta[key] as Json)}\n`)
    .join('');
}

function printValue(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return printText(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const members = Object.entries(value).map(([key, member]) => `${printText(key)}: ${printValue(member)}`);
  return `{${members.join(', ')}}`;
}

/** Plain where that is the same to all; in quotes as PyYAML chooses them, escaped where there is something to escape. */
function printText(text: string): string {
  if (/^[A-Za-z/][\w./:@+-]*[\w/]$/.test(text) && !SPECIAL.test(text) && !/:\/?$/.test(text)) return text;
  if (/^[ -~]*$/.test(text) && !text.includes('\\')) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

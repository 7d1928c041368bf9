/** Attributes of paths: https://git-scm.com/docs/gitattributes. Paths are byte strings from the top of the work tree. */
import { below } from './byte-string.ts';
import { type PathRule, parsePattern, patternLines } from './path-rules.ts';

/** `true` set, `false` unset, a text its value; what is unspecified is absent. */
export type Attributes = ReadonlyMap<string, string | boolean>;

export interface AttributeSources {
  readonly top: string;
  /** Files with rules for the whole work tree that are weaker than its own, the weakest first. */
  readonly weaker: readonly string[];
  /** `info/attributes`. */
  readonly stronger: string;
  readonly ignoreCase: boolean;
}

interface Assignment {
  readonly name: string;
  /** Undefined takes back what was said before. */
  readonly value: string | boolean | undefined;
}

interface AttributeRule {
  readonly rule: PathRule;
  readonly assignments: readonly Assignment[];
}

/** Reads attributes as they are asked for. The answers hold for one look at the work tree. */
export function readAttributes(sources: AttributeSources): (path: string) => Attributes {
  const macros = new Map<string, readonly Assignment[]>([['binary', parseAssignments('-diff -merge -text')]]);
  const parse = (lines: readonly string[], directory: string) =>
    lines.flatMap(line => parseLine(line, directory, sources.ignoreCase, macros));
  const weaker = sources.weaker.flatMap(file => parse(patternLines(file, { follow: true }), ''));
  const stronger = parse(patternLines(sources.stronger, { follow: true }), '');
  const listed = new Map<string, readonly AttributeRule[]>();
  const rulesIn = (directory: string) => {
    const known = listed.get(directory);
    if (known !== undefined) return known;
    const lines = patternLines(below(sources.top, `${directory}.gitattributes`), { follow: false });
    const rules = parse(lines, directory);
    listed.set(directory, rules);
    return rules;
  };
  return path => {
    const found = new Map<string, string | boolean | undefined>();
    const directories = [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
    const rules = [...weaker, ...['', ...directories].flatMap(rulesIn), ...stronger];
    for (const { rule, assignments } of rules.toReversed()) {
      if (!rule.directoryOnly && rule.matches(path)) assign(found, assignments, macros);
    }
    return new Map([...found].filter((entry): entry is [string, string | boolean] => entry[1] !== undefined));
  };
}

/** From the strongest to the weakest, as Git goes: what is said already stays, and only a macro that holds says more. */
function assign(
  found: Map<string, string | boolean | undefined>,
  assignments: readonly Assignment[],
  macros: ReadonlyMap<string, readonly Assignment[]>,
): void {
  for (const { name, value } of assignments.toReversed()) {
    if (found.has(name)) continue;
    found.set(name, value);
    if (value === true) assign(found, macros.get(name) ?? [], macros);
  }
}

/** A line is a pattern, perhaps in quotes, and its attributes; or `[attr]` and a macro's. */
function parseLine(
  line: string,
  directory: string,
  ignoreCase: boolean,
  macros: Map<string, readonly Assignment[]>,
): AttributeRule[] {
  const [, quoted, plain = '', rest = ''] = /^[ \t]*(?:"((?:\\.|[^"\\])*)"|(\S+))(.*)$/s.exec(line) ?? [];
  const pattern = quoted === undefined ? plain : unquoted(quoted);
  // Git refuses a negated pattern here.
  if (pattern === '' || pattern.startsWith('!') || (quoted === undefined && plain.startsWith('#'))) return [];
  const assignments = parseAssignments(rest);
  if (pattern.startsWith('[attr]')) {
    macros.set(pattern.slice('[attr]'.length), assignments);
    return [];
  }
  return [{ rule: parsePattern(pattern, directory, ignoreCase), assignments }];
}

function parseAssignments(text: string): Assignment[] {
  return text
    .split(/[ \t]+/)
    .filter(word => word !== '')
    .map(word => {
      if (word.startsWith('-')) return { name: word.slice(1), value: false };
      if (word.startsWith('!')) return { name: word.slice(1), value: undefined };
      const [, name = word, value] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
      return { name, value: value ?? true };
    });
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** C's escapes, as Git prints them around bytes. */
function unquoted(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
  );
}

/**
 * Where in a shell's text one is: outside of quotes, within them, or where quoting is another matter (`other`). It reads
 * no more of the language than it takes to know that, and where it does not know, it is `other` from there on.
 */

export interface ShellPlace {
  readonly kind: 'bare' | 'double' | 'single' | 'other';
  /** What is open, outermost first. */
  readonly open: readonly Opening[];
  /** The last characters, which decide what the next one means. */
  readonly last: string;
}

type Opening = '"' | "'" | '#' | '$(' | '(' | '${' | '`' | '\\' | 'lost';

/** The start of a text. */
export const START: ShellPlace = { kind: 'bare', open: [], last: '' };

/** Where one is behind some more of the text. */
export function readShell(from: ShellPlace, text: string): ShellPlace {
  const open = [...from.open];
  let { last } = from;
  for (const char of text) {
    step(open, last, char);
    last = (last + char).slice(-MEMORY);
  }
  return { kind: kindOf(open, last), open, last };
}

/** Enough for `case`, and what is before it. */
const MEMORY = 6;

function kindOf(open: readonly Opening[], last: string): ShellPlace['kind'] {
  const top = open.at(-1);
  if (open.some(one => UNQUOTABLE.has(one))) return 'other';
  if (top === "'") return 'single';
  // It makes of quotes behind it others, and of a word a variable.
  if (last.endsWith('$')) return 'other';
  return top === '"' ? 'double' : 'bare';
}

const UNQUOTABLE: ReadonlySet<Opening> = new Set(['#', '${', '`', '\\', 'lost']);

function step(open: Opening[], last: string, char: string): void {
  const top = open.at(-1);
  switch (top) {
    case 'lost':
      return;
    case '\\':
      open.pop();
      return;
    case "'":
      if (char === "'") open.pop();
      return;
    case '#':
      if (char === '\n') open.pop();
      return;
    case '"':
      inDouble(open, last, char);
      return;
    default:
      outside(open, last, char);
  }
}

function inDouble(open: Opening[], last: string, char: string): void {
  if (char === '\\') open.push('\\');
  else if (char === '"') open.pop();
  else openSubstitution(open, last, char);
}

function outside(open: Opening[], last: string, char: string): void {
  const top = open.at(-1);
  if (isLost(open, last, char)) open.push('lost');
  else if (char === '\\' || char === '"' || char === "'") open.push(char);
  else if (char === '#' && /(?:^|[\s;&|()`])$/.test(last)) open.push('#');
  else if (char === ')' && (top === '$(' || top === '(')) open.pop();
  else if (char === '}' && top === '${') open.pop();
  else if (char === '(' && !last.endsWith('$') && top !== undefined) open.push('(');
  else openSubstitution(open, last, char);
}

function openSubstitution(open: Opening[], last: string, char: string): void {
  if (char === '`' && open.includes('`')) open.splice(open.indexOf('`'));
  else if (char === '`') open.push('`');
  else if (char === '(' && last.endsWith('$')) open.push('$(');
  else if (char === '{' && last.endsWith('$')) open.push('${');
}

/**
 * `$'…'` and here-documents have rules of their own, arithmetic evaluates what it finds in quotes, too, and in a
 * substitution the `)` of a `case` is no end of it.
 */
function isLost(open: readonly Opening[], last: string, char: string): boolean {
  if (char === "'" && last.endsWith('$')) return true;
  if ((char === '<' || char === '(') && last.endsWith(char)) return true;
  return open.length > 0 && /\bcase$/.test(last) && /\s/.test(char);
}

/** Git's patterns for paths (wildmatch.c): https://git-scm.com/docs/gitignore#_pattern_format */

const CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t-\\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/**
 * Makes an expression of a pattern, to be matched against whole paths; `*` and `?` do not match `/`, `**` between
 * slashes does. Pattern and paths are of one kind: both byte strings, or both text.
 */
export function wildmatch(pattern: string, how: { readonly ignoreCase?: boolean } = {}): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at] as string;
    if (char === '*') {
      const stars = /^\*+/.exec(pattern.slice(at))?.[0].length as number;
      const found = starred(pattern[at - 1], stars, pattern.slice(at + stars));
      source += found.source;
      at += stars + found.more;
    } else if (char === '[') {
      const set = bracket(pattern, at);
      if (set === undefined) return NOTHING;
      source += set.source;
      at = set.end;
    } else {
      const literal = char === '\\' ? pattern[++at] : char;
      if (literal === undefined) return NOTHING;
      source += char === '?' ? '[^/]' : escaped(literal);
      at++;
    }
  }
  return new RegExp(`^${source}$`, how.ignoreCase ? 'is' : 's');
}

const NOTHING = /(?!)/;

/** Two stars or more, alone between slashes, match slashes too, or with the slash behind them nothing at all. */
function starred(before: string | undefined, stars: number, rest: string): { source: string; more: number } {
  const isAlone = stars > 1 && (before === undefined || before === '/');
  if (isAlone && rest.startsWith('/')) return { source: '(?:.*/)?', more: 1 };
  return { source: isAlone && (rest === '' || rest.startsWith('\\/')) ? '.*' : '[^/]*', more: 0 };
}

function escaped(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/** Reads `[…]`; undefined where it is never closed: then Git matches nothing. */
function bracket(pattern: string, start: number): { source: string; end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  let set = '';
  for (const first = at; pattern[at] !== ']' || at === first; ) {
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named !== null) {
      const members = CLASSES[named[1] as string];
      if (members === undefined) return undefined;
      set += members;
      at += named[0].length;
      continue;
    }
    const low = member(pattern, at);
    if (low === undefined) return undefined;
    at = low.end;
    const high = pattern[at] === '-' && pattern[at + 1] !== ']' ? member(pattern, at + 1) : undefined;
    if (high === undefined) set += escaped(low.char);
    else if (low.char <= high.char) set += `${escaped(low.char)}-${escaped(high.char)}`;
    at = high?.end ?? at;
  }
  if (set === '') return { source: negated ? '[^/]' : '(?!)', end: at + 1 };
  return { source: `(?!/)[${negated ? '^' : ''}${set}]`, end: at + 1 };
}

function member(pattern: string, at: number): { char: string; end: number } | undefined {
  const end = pattern[at] === '\\' ? at + 1 : at;
  const char = pattern[end];
  return char === undefined ? undefined : { char, end: end + 1 };
}

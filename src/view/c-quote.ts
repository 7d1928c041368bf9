/** Texts quoted as Git quotes paths: https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath */
import { pathToBytes } from '../run/path.ts';

/** Fixed, where "invisible" grows with Unicode: what scripts read must not change. */
const QUOTED = /["\\\0-\x1f\x7f-\x9f]|\p{Surrogate}/gu;

/**
 * A text as it is, or, where it is empty or holds a quote, a backslash, a control character or a stray byte, in double
 * quotes with the escapes of C. Other characters beyond ASCII stay, as with core.quotePath=false.
 */
export function cQuote(text: string): string {
  if (text !== '' && text.search(QUOTED) < 0) return text;
  return `"${text.replace(QUOTED, escaped)}"`;
}

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
};

function escaped(char: string): string {
  const named = NAMED[char];
  if (named !== undefined) return named;
  return [...pathToBytes(char)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

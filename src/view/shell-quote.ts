/** Command lines for people to paste into a shell. */
import { pathToBytes } from '../run/path.ts';
import { isSafe } from './sanitise.ts';

/** Prints argv as one line that a POSIX shell splits into the same words again, and that is safe to show. */
export function shellQuote(argv: readonly string[]): string {
  return quoteWords(argv).join(' ');
}

/** The words of argv, quoted where they need it. */
export function quoteWords(argv: readonly string[]): string[] {
  // In front of a command, `a=b` would be an assignment.
  return argv.map((word, index) => (index === 0 && word.includes('=') ? inQuotes(word) : quoteWord(word)));
}

/** Quotes one word where it needs it. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : inQuotes(word);
}

function inQuotes(word: string): string {
  return isSafe(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `$'${escaped(word)}'`;
}

/** The dollar-single-quotes of POSIX.1-2024, which shells had long before: plain quotes would pass an ESC on to the terminal. */
function escaped(word: string): string {
  return [...pathToBytes(word)]
    .map(byte => {
      const char = String.fromCharCode(byte);
      if (char === "'" || char === '\\') return `\\${char}`;
      return byte >= 0x20 && byte < 0x7f ? char : `\\${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');
}

/** Files of patterns that say which of the paths below their directory they mean: `.gitignore`, `.gitattributes`. */
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { wildmatch } from './wildmatch.ts';

/** A pattern; paths are byte strings from the top of the work tree. */
export interface PathRule {
  readonly negated: boolean;
  readonly directoryOnly: boolean;
  matches(path: string): boolean;
}

/** Reads one pattern of a file that lies in `directory`: empty at the top, else with a final `/`. */
export function parsePattern(text: string, directory: string, ignoreCase = false): PathRule {
  const negated = text.startsWith('!');
  const directoryOnly = text.endsWith('/');
  const bare = text.slice(negated ? 1 : 0, directoryOnly ? -1 : undefined);
  const byName = !bare.includes('/');
  const whole = bare.replace(/^\//, '');
  // Git compares what comes before the first wildcard by itself: what follows begins like a pattern of its own.
  const literal = byName ? '' : (/^[^*?[\\]*/.exec(whole)?.[0] as string);
  const expression = wildmatch(whole.slice(literal.length), { ignoreCase });
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  return {
    negated,
    directoryOnly,
    matches(path) {
      if (!path.startsWith(directory)) return false;
      const name = byName ? path.slice(path.lastIndexOf('/') + 1) : path.slice(directory.length);
      return fold(name).startsWith(fold(literal)) && expression.test(name.slice(literal.length));
    },
  };
}

/** The lines of a file of patterns as byte strings, comments and empty ones left out; none where there is no such file. */
export function patternLines(file: Buffer | string, how: { follow: boolean }): string[] {
  // Git follows no symbolic link here: inside a work tree it could lead anywhere.
  const flags = constants.O_RDONLY | (how.follow ? 0 : constants.O_NOFOLLOW);
  let text: string;
  try {
    const open = openSync(file, flags);
    try {
      text = readFileSync(open, 'latin1');
    } finally {
      closeSync(open);
    }
  } catch {
    return [];
  }
  return text
    .replace(/^\xef\xbb\xbf/, '')
    .split('\n')
    .map(line => line.replace(/\r$/, ''))
    .filter(line => line !== '' && !line.startsWith('#'));
}

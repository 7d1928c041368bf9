/** The escapes within dollar-single-quotes, as in POSIX.1-2024, 2.2.4, and in shells long before. */
import { pathFromBytes, pathToBytes } from '../run/path.ts';

/** What an escape means, and where what follows it begins. */
export interface Escape {
  /** One character; a byte that is of none is a lone surrogate, as in a path. */
  readonly char: string;
  readonly end: number;
}

const BYTE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2}))/y;
const LETTERS = new Map(
  Object.entries({ a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }),
);

/** Reads the escape a backslash begins. One that is none is a backslash, as bash has it. */
export function readEscape(line: string, at: number): Escape {
  const { bytes, ends } = readBytes(line, at);
  if (bytes.length > 0) {
    const char = String.fromCodePoint(pathFromBytes(Uint8Array.from(bytes)).codePointAt(0) as number);
    return { char, end: ends[pathToBytes(char).length - 1] as number };
  }
  const letter = line[at + 1] ?? '';
  const char = LETTERS.get(letter) ?? (letter !== '' && `\\'"?`.includes(letter) ? letter : undefined);
  return char === undefined ? { char: '\\', end: at + 1 } : { char, end: at + 2 };
}

/** The bytes of the escapes from here on, as many as a character of UTF-8 can have, and where each ends. */
function readBytes(line: string, at: number): { bytes: number[]; ends: number[] } {
  const bytes: number[] = [];
  const ends: number[] = [];
  BYTE.lastIndex = at;
  while (bytes.length < 4) {
    const [, octal, hex] = BYTE.exec(line) ?? [];
    if (octal === undefined && hex === undefined) break;
    bytes.push(octal === undefined ? Number.parseInt(hex as string, 16) : Number.parseInt(octal, 8) & 0xff);
    ends.push(BYTE.lastIndex);
  }
  return { bytes, ends };
}

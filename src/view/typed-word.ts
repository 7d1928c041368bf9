/** The words of a command line that is still being typed, as a POSIX shell would split it. */
import { type Escape, readEscape } from './dollar-quote.ts';

/** How the next character of a word would be read. */
export type Quoting = '' | "'" | '"' | "$'";

export interface TypedWord {
  /** As it was typed, quotes included. */
  readonly raw: string;
  /** What it means; variables and substitutions stay as they are. */
  readonly text: string;
  /** Of each character of the text where it begins in the raw word; and where the next would. */
  readonly starts: readonly number[];
  /** Of each character how it is quoted; and how the next would be. */
  readonly quotings: readonly Quoting[];
}

/** Splits a line up to the cursor. The last word is the one that is being typed; it may be empty. */
export function typedWords(line: string): TypedWord[] {
  const words: TypedWord[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(line[at])) at++;
    const word = readWord(line, at);
    words.push(word);
    at += word.raw.length;
    if (at >= line.length) break;
  }
  return words;
}

/** Reads a text as one word, blanks included where a shell has parted it already. */
export function typedWord(raw: string): TypedWord {
  return readWord(raw, 0, true);
}

function readWord(line: string, from: number, isWhole = false): TypedWord {
  let text = '';
  let quoting: Quoting = '';
  const starts: number[] = [];
  const quotings: Quoting[] = [];
  let at = from;
  for (; at < line.length; at++) {
    const char = line[at] as string;
    if (quoting === '') {
      if (isBlank(char) && !isWhole) break;
      const opened = opens(line, at);
      if (opened !== undefined) {
        quoting = opened;
        at += opened.length - 1;
        continue;
      }
    } else if (char === quoting.at(-1)) {
      quoting = '';
      continue;
    }
    const { char: meant, end } = readChar(line, at, quoting);
    for (let unit = 0; unit < meant.length; unit++) {
      starts.push(at - from);
      quotings.push(quoting);
    }
    text += meant;
    at = end - 1;
  }
  return {
    raw: line.slice(from, at),
    text,
    starts: [...starts, at - from],
    quotings: [...quotings, quoting],
  };
}

function opens(line: string, at: number): Quoting | undefined {
  const char = line[at];
  if (char === "'" || char === '"') return char;
  return char === '$' && line[at + 1] === "'" ? "$'" : undefined;
}

function readChar(line: string, at: number, quoting: Quoting): Escape {
  if (line[at] !== '\\' || !escapes(quoting, line[at + 1])) return { char: line[at] ?? '', end: at + 1 };
  return quoting === "$'" ? readEscape(line, at) : { char: line[at + 1] ?? '', end: at + 2 };
}

function escapes(quoting: Quoting, next: string | undefined): boolean {
  if (next === undefined || quoting === "'") return false;
  return quoting !== '"' || '$`"\\'.includes(next);
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n';
}

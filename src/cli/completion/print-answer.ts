/**
 * An answer as the scripts in `completion/` read it. The first line says what the shell is to complete itself; a line
 * each for the offers follows. What a shell would have to quote in ways it cannot is not offered.
 */
import { isSafe, sanitise } from '../../view/sanitise.ts';
import type { Quoting, TypedWord } from '../../view/typed-word.ts';
import type { Answer, Offer } from './answer.ts';

/** For bash: what takes the place of the word behind its last word break, quoted, with a blank where it is done. */
export function printForBash(answer: Answer, word: TypedWord, breaks: string): string {
  const quoting = word.quotings[answer.keep] as Quoting;
  const isQuoted = word.quotings.at(-1) !== '';
  if (quoting !== word.quotings.at(-1)) return printed({ ...answer, offers: [] }, []);
  const kept = word.raw.slice(0, word.starts[answer.keep]);
  const start = startForReadline(word, breaks);
  const offers = fitting(answer, word.text);
  const lines = offers.flatMap(({ value, open = false }) => {
    const quoted = quoteFor(quoting, value);
    // Within quotes bash itself puts what closes them, and the blank.
    const full = quoted === undefined ? '' : `${kept}${quoted}${open || isQuoted ? '' : ' '}`;
    return full.startsWith(word.raw.slice(0, start)) && full !== '' ? [full.slice(start)] : [];
  });
  const [one, ...more] = offers;
  return printed(answer, lines, isQuoted && more.length === 0 && one?.open !== true ? 'close' : '');
}

/**
 * For zsh, which quotes by itself: `+`, or `-` where no blank follows; the whole word, what is shown of it, and its
 * description, parted by tabs.
 */
export function printForZsh(answer: Answer, text: string): string {
  const lines = fitting(answer, text).map(({ value, about = '', open = false }) =>
    [`${open ? '-' : '+'}${text.slice(0, answer.keep)}${value}`, value, sanitise(about)].join('\t'),
  );
  return printed(answer, lines);
}

/** For fish, which quotes by itself: the whole word, a tab, the description. */
export function printForFish(answer: Answer, text: string): string {
  const lines = fitting(answer, text).map(
    ({ value, about }) => `${text.slice(0, answer.keep)}${value}\t${about ? sanitise(about) : ''}`,
  );
  return printed(answer, lines);
}

/** Those that the word begins with, each once. No control character leaves for a shell. */
function fitting({ keep, offers }: Answer, text: string): Offer[] {
  const begun = text.slice(keep);
  const seen = new Set<string>();
  return offers.filter(({ value }) => {
    if (!value.startsWith(begun) || !isSafe(value) || seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}

function printed({ shell }: Answer, lines: readonly string[], remark = ''): string {
  const first = typeof shell === 'object' ? `command ${shell.command}` : (shell ?? remark);
  return [first, ...lines].map(line => `${line}\n`).join('');
}

/** Where the part of a word begins that readline replaces: behind its last break, or at an `@`, which it does not leave. */
function startForReadline({ raw, starts, quotings, text }: TypedWord, breaks: string): number {
  if (quotings.at(-1) !== '') {
    let opened = text.length;
    while (opened > 0 && quotings[opened - 1] !== '') opened--;
    return starts[opened] as number;
  }
  for (let at = text.length - 1; at >= 0; at--) {
    const [from, end] = [starts[at] as number, starts[at + 1] as number];
    const isBare = quotings[at] === '' && end - from === 1;
    if (isBare && breaks.includes(raw[from] as string)) return raw[from] === '@' ? from : end;
  }
  return 0;
}

/** A text as bash reads it back; undefined where it cannot stand in these quotes. */
export function quoteFor(quoting: Quoting, text: string): string | undefined {
  switch (quoting) {
    case "'":
      return text.includes("'") ? undefined : text;
    case '"':
      // History is expanded there, and no backslash keeps it from that without staying itself.
      return text.includes('!') ? undefined : text.replace(/[\\"$`]/g, '\\$&');
    case "$'":
      return undefined;
    case '':
      return escaped(text);
  }
}

/** Braces stay where they make no list, and a tilde where it counts runs: `@{baseline}~1`. */
function escaped(text: string): string {
  const isList = /\{.*(?:,|\.\.).*\}/.test(text);
  return text.replace(/[^\w%+=:,./@^\u0080-\uffff-]/g, (char, at: number) => {
    const isPlain = char === '~' ? /[@}]/.test(text[at - 1] ?? '') : /[{}]/.test(char) && !isList;
    return isPlain ? char : `\\${char}`;
  });
}

/** A command as it was typed, in its words: quotes as in a shell, `%` for the run under the cursor. */
import { type TypedWord, typedWords } from '../../view/typed-word.ts';

/** The words, or what is wrong with them. */
export type Words = { readonly words: readonly string[] } | { readonly trouble: string };

/** Splits a line. Nothing of a shell's is expanded but quotes; `%`, alone or before a path, is `run`. */
export function wordsIn(line: string, run: string | undefined): Words {
  const typed = typedWords(line).filter(({ raw }) => raw !== '');
  if (typed.at(-1)?.quotings.at(-1)) return { trouble: 'a quote is not closed' };
  const names = typed.filter(isRun).length > 0;
  if (names && run === undefined) return { trouble: 'there is no run under the cursor for %' };
  return { words: typed.map(word => (isRun(word) ? run + word.text.slice(1) : word.text)) };
}

/** In quotes it is a percent sign. */
function isRun({ raw }: TypedWord): boolean {
  return /^%(?::|$)/.test(raw);
}

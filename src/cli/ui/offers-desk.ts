/** What may stand next in a line that is typed on the screen: the same that shells are told. */

import { SIGNS } from '../../query/filter/next-word.ts';
import type { Desk, Offers } from '../../tui/desk.ts';
import { isSafe, sanitise } from '../../view/sanitise.ts';
import { type Quoting, type TypedWord, typedWords } from '../../view/typed-word.ts';
import type { Answer, Offer } from '../completion/answer.ts';
import { type Known, knownIn } from '../completion/known.ts';
import { quoteFor } from '../completion/print-answer.ts';
import type { Context } from '../context.ts';
import { offerFiles } from './offer-files.ts';

type OffersPart = Pick<Desk, 'offer' | 'offerFilter'>;

const NOTHING: Answer = { keep: 0, offers: [] };
/** What is known is asked for anew after so many ms: runs come and go. */
const KNOWN_FOR = 5000;

export function offersDesk(context: Context): OffersPart {
  let known: Known | undefined;
  let since = 0;
  const here = (): Known => {
    if (known === undefined || context.now() - since > KNOWN_FOR) {
      known = knownIn(context, { isRemote: false });
      since = context.now();
    }
    return known;
  };
  return {
    async offer(line) {
      const words = typedWords(line);
      const texts = words.map(({ text }) => text);
      const word = words.at(-1) as TypedWord;
      const answer = await withFiles(
        context,
        (await context.program?.answerTo(context, texts, here())) ?? NOTHING,
        word.text,
      );
      return quoted(answer, line, word);
    },
    async offerFilter(text) {
      const keys = await import('../completion/offer-keys.ts');
      const { keep, offers } = await keys.offerFilter(here(), text);
      return { keep, offers: fitting(offers.map(closed), text.slice(keep)) };
    },
  };
}

/** A shell would close the quotes behind a sign, and is told to go on; here a blank follows, as behind any word. */
function closed(offer: Offer): Offer {
  const isSign = JOINTS.includes(offer.value) || SIGNS.some(sign => ` ${offer.value}`.endsWith(` ${sign}`));
  return isSign ? { ...offer, open: false } : offer;
}

const JOINTS = ['and', 'or', 'and not', 'or not'];

/** Paths are not known to us, and to no shell either. */
async function withFiles({ cwd }: Context, answer: Answer, word: string): Promise<Answer> {
  const { shell, keep } = answer;
  if (shell === undefined) return answer;
  const files = await offerFiles(cwd, word.slice(keep), { isDirectory: shell === 'directories' });
  return { keep: keep + files.keep, offers: files.offers };
}

/** So many are told at most: nobody goes through more of them. */
const MOST = 500;

/** Those that begin with what was typed, then those that have it within; each once, and none that would harm. */
function fitting(offers: readonly Offer[], part: string): Offer[] {
  const lower = part.toLowerCase();
  const unique = new Map(offers.map(offer => [offer.value, offer]));
  const safe = [...unique.values()].filter(({ value }) => isSafe(value));
  const begun = safe.filter(({ value }) => value.startsWith(part));
  const seen = new Set(begun);
  const within = safe.filter(offer => !seen.has(offer) && offer.value.toLowerCase().includes(lower));
  const found = lower === '' ? begun : [...begun, ...within];
  // What is there already is no way to go on.
  if (found.length === 1 && found[0]?.value === part) return [];
  return found
    .slice(0, MOST)
    .map(offer => (offer.about === undefined ? offer : { ...offer, about: sanitise(offer.about) }));
}

/** In the quotes that the word has been given; one that is whole closes them. */
function quoted(answer: Answer, line: string, word: TypedWord): Offers {
  const quoting = word.quotings[answer.keep] as Quoting;
  const keep = line.length - word.raw.length + (word.starts[answer.keep] ?? word.raw.length);
  if (quoting !== word.quotings.at(-1)) return { keep, offers: [] };
  const offers = fitting(answer.offers, word.text.slice(answer.keep)).flatMap(offer => {
    const value = quoteFor(quoting, offer.value);
    return value === undefined ? [] : [{ ...offer, value: offer.open ? value : value + quoting }];
  });
  return { keep, offers };
}

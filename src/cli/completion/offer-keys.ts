/** The keys of runs: attributes, params, metrics and tags; alone, in lists with commas, and in a filter. */
import { type NextWord, nextWord, SIGNS } from '../../query/filter/next-word.ts';
import { printFilterKey } from '../../query/filter/print.ts';
import { AGGREGATE_NAMES } from '../../query/group.ts';
import { ATTRIBUTES, lookup, METRIC_PARTS, own, printKey } from '../../query/lookup.ts';
import { keysByCount } from '../../query/salient.ts';
import { printParam } from '../../run/param.ts';
import { RUN_STATUSES } from '../../run/run.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { Answer, Offer } from './answer.ts';
import type { Known } from './known.ts';

export type Names = 'param' | 'metric' | 'tag';

/** The names that runs have, those of most runs first. */
export async function namesOf(known: Known, kind: Names): Promise<string[]> {
  return keysByCount((await known.rows()).map(row => recordsOf(row)[kind]));
}

function recordsOf({
  params,
  metrics,
  tags,
}: RunRow): Readonly<Record<Names, Readonly<Record<string, unknown>>>> {
  return { param: params, metric: metrics, tag: tags };
}

/** The values that runs have under a name, newest first. */
export async function valuesOf(known: Known, kind: Names, name: string): Promise<string[]> {
  const values = (await known.rows()).map(row => {
    if (kind === 'tag') return own(row.tags, name);
    const param = kind === 'param' ? own(row.params, name) : undefined;
    return param && printParam(param);
  });
  return [...new Set(values.filter(value => value !== undefined))];
}

/** Offers keys; with `separator` of a list, whose last part is completed. */
export async function offerKeys(known: Known, word: string, separator?: ','): Promise<Answer> {
  const keep = separator === undefined ? 0 : word.lastIndexOf(separator) + 1;
  const offers = await allKeys(known, word.slice(keep), printKey);
  // A comma in a name would begin another key.
  return {
    keep,
    offers: offers.filter(({ value }) => separator === undefined || !value.includes(separator)),
  };
}

/** As lists of keys, `-` before one turning it round. */
export async function offerSort(known: Known, word: string): Promise<Answer> {
  const { keep, offers } = await offerKeys(known, word, ',');
  return { keep: keep + (word[keep] === '-' ? 1 : 0), offers };
}

/** `metrics.acc:mean±std,n`. */
export async function offerFigures(known: Known, word: string): Promise<Answer> {
  const colon = word.lastIndexOf(':');
  if (colon >= 0) {
    const keep = Math.max(colon, word.lastIndexOf(',')) + 1;
    return { keep, offers: AGGREGATE_NAMES.map(value => ({ value })) };
  }
  const { keep, offers } = await offerKeys(known, word);
  return { keep, offers: offers.map(offer => ({ ...offer, open: true })) };
}

type Printer = (key: { readonly kind: Names; readonly name: string }) => string;

async function allKeys(known: Known, part: string, print: Printer): Promise<Offer[]> {
  const offers: Offer[] = ATTRIBUTES.map(value => ({ value, about: 'attribute' }));
  for (const kind of ['metric', 'param', 'tag'] as const) {
    for (const name of await namesOf(known, kind)) {
      const value = print({ kind, name });
      offers.push({ value, about: kind });
      if (kind === 'metric' && part.startsWith(`${value}.`))
        offers.push(...METRIC_PARTS.map(of => ({ value: `${value}.${of}`, about: 'metric' })));
    }
  }
  return offers;
}

/** Completes the word of a filter that is being typed: a key, its sign, a value that runs have, `and`. */
export async function offerFilter(known: Known, text: string): Promise<Answer> {
  const next = nextWord(text);
  if (next === undefined) return { keep: 0, offers: [] };
  const part = text.slice(next.at);
  const offers = await offersAt(known, next, part);
  const [only, more] = offers.filter(({ value }) => value.startsWith(part));
  // The only key there is goes on with its sign: a shell would close the quotes of a filter that is done.
  const isKey = next.expects === 'key' && only !== undefined && more === undefined;
  const signed = isKey ? SIGNS.map(sign => ({ value: `${only.value} ${sign}`, open: true })) : offers;
  return { keep: next.at, offers: signed };
}

async function offersAt(known: Known, { expects, key }: NextWord, part: string): Promise<Offer[]> {
  const open = (value: string): Offer => ({ value, open: true });
  switch (expects) {
    case 'key':
      return (await allKeys(known, part, printFilterKey)).map(offer => ({ ...offer, open: true }));
    case 'sign':
      return SIGNS.map(open);
    case 'joint':
      // Two ways each: of a word that is the only one a shell closes the quotes.
      return ['and', 'or', 'and not', 'or not'].map(open);
    case 'value':
      return key === undefined ? [] : (await valuesFor(known, key)).map(value => ({ value }));
  }
}

/** Values that can be written without quotes: within those of the shell there is one kind left at best. */
async function valuesFor(known: Known, key: NonNullable<NextWord['key']>): Promise<string[]> {
  const values = await anyValues(known, key);
  return values.filter(value => /^[^\s()'"`,=!<>~]+$/.test(value));
}

async function anyValues(known: Known, key: NonNullable<NextWord['key']>): Promise<readonly string[]> {
  switch (key.kind) {
    case 'metric':
    case 'input':
      return [];
    case 'param':
    case 'tag':
      return valuesOf(known, key.kind, key.name);
    case 'attribute': {
      if (key.name === 'status') return RUN_STATUSES;
      if (key.name === 'dirty' || key.name === 'trashed') return ['true', 'false'];
      if (!['name', 'experiment', 'branch', 'author', 'host', 'seed'].includes(key.name)) return [];
      const values = (await known.rows()).map(row => lookup(row, key));
      return [...new Set(values.filter(value => typeof value === 'string'))];
    }
  }
}

/** A line that is typed: offers are gone through in it, and lines of before called back. */
import type { Offers } from '../desk.ts';
import { type Field, fieldOf } from './field.ts';
import { type LineMode, NO_OFFERS } from './mode.ts';

/** The line with what was typed by hand. Of what was offered stays what still goes on with it. */
export function typedIn(mode: LineMode, field: Field): LineMode {
  return { ...mode, field, stem: field, offers: narrowed(mode, field), chosen: undefined, back: -1 };
}

function narrowed({ offers: { keep, offers }, stem }: LineMode, { text, at }: Field): Offers {
  if (at < keep || text.slice(0, keep) !== stem.text.slice(0, keep)) return NO_OFFERS;
  const part = text.slice(keep, at);
  const found = offers.filter(
    ({ value }) => value !== part && value.toLowerCase().includes(part.toLowerCase()),
  );
  return { keep, offers: found };
}

/** The line with what may stand next. */
export function offered(mode: LineMode, offers: Offers): LineMode {
  return { ...mode, offers, chosen: undefined };
}

/** Puts the next offer in, or the one before; behind the last one comes again what was typed. */
export function cycled(mode: LineMode, step: 1 | -1): LineMode {
  const { offers, stem, chosen = -1 } = mode;
  const places = offers.offers.length + 1;
  const at = ((chosen + 1 + step + places) % places) - 1;
  return at < 0
    ? { ...mode, field: stem, chosen: undefined }
    : { ...mode, field: withOffer(stem, offers, at), chosen: at };
}

/** Takes the offer that is put in as if it had been typed; a blank follows where nothing belongs to it any more. */
export function taken(mode: LineMode): LineMode {
  const { offers, chosen, stem } = mode;
  if (chosen === undefined) return mode;
  const isOpen = offers.offers[chosen]?.open === true;
  const { text, at } = withOffer(stem, offers, chosen);
  const isBlank = isOpen || text[at] === ' ';
  const field = isBlank ? { text, at } : { text: `${text.slice(0, at)} ${text.slice(at)}`, at: at + 1 };
  return { ...mode, field, stem: field, offers: NO_OFFERS, chosen: undefined };
}

/** The line as it was typed, without the offer; nothing more is offered for it. */
export function withdrawn(mode: LineMode): LineMode {
  return { ...mode, field: mode.stem, offers: NO_OFFERS, chosen: undefined };
}

/** Calls back the line before (1) or behind (-1) that begins with what was typed; the same where there is none. */
export function recalled(mode: LineMode, step: 1 | -1): LineMode {
  const { history, stem } = mode;
  for (let back = mode.back + step; back < history.length; back += step) {
    if (back < 0) return mode.back < 0 ? mode : shown(mode, stem, -1);
    const line = history[back] as string;
    if (line.startsWith(stem.text) && line !== mode.field.text) return shown(mode, fieldOf(line), back);
  }
  return mode;
}

function shown(mode: LineMode, field: Field, back: number): LineMode {
  return { ...mode, field, back, offers: NO_OFFERS, chosen: undefined };
}

/** What is to be told of a line that is wrong; where there is a way to go on from there it is not wrong yet. */
export function troubleIn({ error, offers }: LineMode): LineMode['error'] {
  return error !== undefined && offers.offers.length > 0 && error.at >= offers.keep ? undefined : error;
}

/** So many lines are remembered for each purpose. */
const REMEMBERED = 100;

/** Lines of before with another one, newest first, each once. */
export function remembered(lines: readonly string[], text: string): readonly string[] {
  if (text.trim() === '') return lines;
  return [text, ...lines.filter(line => line !== text)].slice(0, REMEMBERED);
}

function withOffer({ text, at }: Field, { keep, offers }: Offers, chosen: number): Field {
  const before = text.slice(0, keep) + (offers[chosen]?.value ?? '');
  return { text: before + text.slice(at), at: before.length };
}

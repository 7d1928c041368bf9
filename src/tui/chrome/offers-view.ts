/** What may stand next in a line, as a small menu: the one that Tab has put in is marked. */
import { sanitise } from '../../view/sanitise.ts';
import { cut, pad, widestOf } from '../../view/width.ts';
import type { Offers } from '../desk.ts';
import { follow } from '../state/move.ts';
import type { Theme } from '../theme.ts';

export interface OffersSize {
  /** Cells, and lines with the one above them, at most. */
  readonly width: number;
  readonly height: number;
}

/** So many are shown at once. */
const SHOWN = 8;
const WIDEST_VALUE = 40;
const WIDEST_ABOUT = 60;
/** Narrower than that a remark says nothing. */
const NARROWEST_ABOUT = 6;

/** Prints the menu, a frame at three of its sides: at the fourth the line follows. Nothing where there is no offer. */
export function offersView(
  { offers }: Offers,
  chosen: number | undefined,
  { width, height }: OffersSize,
  theme: Theme,
): string[] {
  const rows = Math.min(SHOWN, offers.length, height - 1);
  if (rows < 1 || width < 8) return [];
  const texts = offers.map(({ value, about = '' }) => ({ value: sanitise(value), about: sanitise(about) }));
  const values = Math.min(WIDEST_VALUE, width - 4, widestOf(texts.map(({ value }) => value)));
  const room = Math.min(WIDEST_ABOUT, width - 6 - values, widestOf(texts.map(({ about }) => about)));
  const abouts = room < NARROWEST_ABOUT ? 0 : room;
  const top = follow(chosen ?? 0, 0, { length: offers.length, height: rows });
  const side = theme.rule('│');
  const lines = texts.slice(top, top + rows).map(({ value, about }, at) => {
    const isChosen = top + at === chosen;
    const remark = abouts === 0 ? '' : `  ${pad(cut(about, abouts), abouts)}`;
    const text = ` ${pad(cut(value, values), values)}${isChosen ? remark : theme.style.dim(remark)} `;
    return `${side}${isChosen ? theme.cursor(text) : text}${side}`;
  });
  const inner = values + (abouts === 0 ? 0 : abouts + 2) + 2;
  const count = offers.length > rows ? ` ${(chosen ?? 0) + 1} of ${offers.length} ─` : '';
  const shown = count.length > inner ? '' : count;
  return [theme.rule(`╭${'─'.repeat(inner - shown.length)}${shown}╮`), ...lines];
}

/** Asks what may stand next in a line; what comes when the line is another one is passed over. */

import type { Offers } from '../desk.ts';
import { offered } from '../state/line.ts';
import { type LineMode, NO_OFFERS } from '../state/mode.ts';
import type { Control } from './control.ts';

/**
 * Asks for the line up to its cursor, and has what is offered told to it. It never fails. Who has typed a filter that is
 * right so far looks at the list: for him no menu opens by itself.
 */
export async function askOffers(
  { store, desk }: Control,
  { purpose, stem, error }: LineMode,
  isWanted = false,
): Promise<void> {
  const offers = await offersFor(desk, purpose, stem.text.slice(0, stem.at)).catch(() => undefined);
  const { mode } = store.state();
  const isStill = mode.kind === 'line' && mode.stem === stem && mode.chosen === undefined && mode.back < 0;
  if (offers === undefined || !isStill) return;
  const isQuiet = purpose === 'filter' && !isWanted && error === undefined && offers.keep === stem.at;
  store.send({ kind: 'mode', mode: offered(mode, isQuiet ? NO_OFFERS : offers) });
}

async function offersFor(
  desk: Control['desk'],
  purpose: LineMode['purpose'],
  text: string,
): Promise<Offers | undefined> {
  if (purpose === 'filter') return desk.offerFilter(text);
  return purpose === 'command' ? desk.offer(text) : undefined;
}

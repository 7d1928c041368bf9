/** What is read out below the pointer. */
import { formatNumber } from '../../view/format.ts';
import type { Look } from '../look.ts';
import { element } from './elements.ts';

export interface TipLine {
  readonly name: string;
  readonly value: number | string | undefined;
  readonly colour?: string;
}

/** More are not read. */
const MOST = 12;

/** Makes a read-out: a heading, and a line for each value. */
export function tip(heading: string, lines: readonly TipLine[]): HTMLElement {
  const shown = lines.slice(0, MOST);
  const rest = lines.length - shown.length;
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, heading),
    ...shown.map(({ name, value, colour }) => {
      const dot = element('i');
      if (colour !== undefined) dot.style.background = colour;
      const text = typeof value === 'number' ? formatNumber(value) : (value ?? '–');
      return element(
        'div',
        {},
        ...(colour === undefined ? [] : [dot]),
        element('span', {}, name),
        element('b', {}, text),
      );
    }),
    ...(rest > 0 ? [element('div', {}, `… and ${rest} more`)] : []),
  );
}

/** How read-outs look, and when they come. */
export function tooltipOf(look: Look, trigger: 'axis' | 'item') {
  return {
    trigger,
    confine: true,
    transitionDuration: 0,
    backgroundColor: look.back,
    borderColor: look.axis,
    padding: [6, 10],
    textStyle: { color: look.text, fontSize: 12 },
    axisPointer: { type: 'line', lineStyle: { color: look.axis, type: 'solid' }, label: { show: false } },
  };
}

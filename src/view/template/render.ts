/** What a template says of a run. */
import { lookup } from '../../query/lookup.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { Clock } from '../format.ts';
import { sanitise } from '../sanitise.ts';
import type { Style } from '../style.ts';
import { styledWidth } from '../width.ts';
import { parseColour } from './colour.ts';
import { printForm } from './form.ts';
import type { Part, Template } from './template.ts';

export interface RenderOptions extends Clock {
  readonly style: Style;
  /** Whether values are made safe to show; a pipe gets them as they are, to the byte. */
  readonly safe: boolean;
}

/** Fills a template. What a run has not is nothing; a colour that is on at the end is switched off, as Git does. */
export function renderTemplate(template: Template, row: RunRow, options: RenderOptions): string {
  const text = rendered(template, row, options);
  const last = coloursOf(template).at(-1);
  return last === undefined || last === 'reset' ? text : text + options.style.sgr([0]);
}

function rendered(template: Template, row: RunRow, options: RenderOptions): string {
  return template.map(part => printPart(part, row, options)).join('');
}

function printPart(part: Part, row: RunRow, options: RenderOptions): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value': {
      const value = lookup(row, part.key);
      const text = value === undefined ? '' : printForm(value, part.key, part.form, options);
      return options.safe ? sanitise(text) : text;
    }
    case 'colour':
      return options.style.sgr(parseColour(part.colour) ?? []);
    case 'align':
      return aligned(rendered(part.of, row, options), part);
  }
}

function aligned(text: string, { width, position }: Extract<Part, { kind: 'align' }>): string {
  const room = Math.max(0, width - styledWidth(text));
  const before = { left: 0, right: room, middle: room >> 1 }[position];
  return ' '.repeat(before) + text + ' '.repeat(room - before);
}

function coloursOf(template: Template): string[] {
  return template.flatMap(part =>
    part.kind === 'colour' ? [part.colour] : part.kind === 'align' ? coloursOf(part.of) : [],
  );
}

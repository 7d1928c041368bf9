/** A list to choose from as lines: keys, names, what they do; headings where they are of several kinds. */
import { sanitise } from '../../view/sanitise.ts';
import type { Paint } from '../../view/style.ts';
import { cut, pad, widestOf } from '../../view/width.ts';
import { entriesOf } from '../state/list.ts';
import type { ListEntry, ListMode } from '../state/mode.ts';
import { follow } from '../state/move.ts';
import type { Theme } from '../theme.ts';
import { findLine } from './find-line.ts';

export interface ListSize {
  readonly width: number;
  readonly height: number;
}

const GAP = 2;
/** Cells from which on keys have their names beside them. */
const WIDE = 84;
const WIDEST_KEY = 16;
const WIDEST_NAME = 44;

/** Prints it, always as high: it does not jump while one types. */
export function listView(mode: ListMode, { width, height }: ListSize, theme: Theme): string[] {
  const top = mode.of === 'help' ? [findLine(mode.field, width, theme), ''] : [];
  const groups = new Set(mode.entries.map(({ group }) => group).filter(group => group !== ''));
  const rows = Math.max(1, Math.min(height - top.length, Math.max(3, mode.entries.length + groups.size)));
  const entries = entriesOf(mode);
  const widths = widthsOf(mode, width);
  const lines: string[] = [];
  let at = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.group !== '' && entry.group !== entries[index - 1]?.group)
      lines.push(theme.style.bold(theme.style.underline(cut(entry.group, width))));
    if (index === mode.cursor) at = lines.length;
    const line = entryLine(entry, widths, theme);
    lines.push(index === mode.cursor ? theme.cursor(line) : line);
  }
  if (entries.length === 0) lines.push(theme.style.dim(cut(EMPTY[mode.of], width)));
  const from = mode.cursor === 0 ? 0 : follow(at, mode.top, { length: lines.length, height: rows });
  const shown = lines.slice(from, from + rows);
  return [...top, ...shown, ...Array<string>(rows - shown.length).fill('')];
}

const EMPTY: Readonly<Record<ListMode['of'], string>> = {
  help: 'No key does anything like that.',
  views: 'None yet: s saves how the runs are looked at now, under a name.',
  history: 'Nothing yet.',
};

interface Widths {
  readonly key: number;
  readonly name: number;
  readonly about: number;
}

/** What a key does is told before what it is called: that has to fit. */
function widthsOf({ entries, of }: ListMode, width: number): Widths {
  const widest = (texts: readonly string[], most: number) =>
    Math.min(most, widestOf(texts.map(text => sanitise(text))));
  const keys = entries.map(entry => entry.key);
  const names = entries.map(entry => entry.name);
  const key = widest(keys, WIDEST_KEY);
  const used = key === 0 ? 0 : key + GAP;
  const name = of === 'help' && width < WIDE ? 0 : widest(names, Math.min(WIDEST_NAME, width - used));
  return { key, name, about: Math.max(0, width - used - (name === 0 ? 0 : name + GAP)) };
}

function entryLine({ key, name, about, off }: ListEntry, widths: Widths, theme: Theme): string {
  const { dim } = theme.style;
  const cell = (text: string, width: number) => pad(cut(sanitise(text), width), width);
  const remark = off === undefined ? about : `off: ${off}`;
  // Where names have no room, what stands beside them is what is read.
  const cells = [
    { text: key, width: widths.key, paint: off === undefined ? theme.key : dim },
    { text: name, width: widths.name, paint: off === undefined ? plain : dim },
    { text: remark, width: widths.about, paint: off === undefined && widths.name === 0 ? plain : dim },
  ];
  return cells
    .filter(({ width }) => width > 0)
    .map(({ text, width, paint }) => paint(cell(text, width)))
    .join(' '.repeat(GAP));
}

const plain: Paint = text => text;

/** A list to choose from: what is typed leaves those that have all its words, in any order. */

import type { ListEntry, ListMode } from './mode.ts';
import { distanceOf, moved } from './move.ts';

/** The entries that are shown. */
export function entriesOf({ entries, field }: Pick<ListMode, 'entries' | 'field'>): readonly ListEntry[] {
  const words = wordsOf(field.text);
  if (words.length === 0) return entries;
  return entries.filter(({ key, name, about }) => {
    const text = `${name} ${about}`.toLowerCase();
    return words.every(word => text.includes(word)) || key === field.text.trim();
  });
}

/** The entry the cursor is at; undefined where none is shown. */
export function entryAt(mode: ListMode): ListEntry | undefined {
  return entriesOf(mode)[mode.cursor];
}

/** What is typed to find something, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
}

/** A list with a cursor that is moved; the same where the action is no movement. `height` is in lines. */
export function movedIn<Of extends { readonly cursor: number; readonly top: number }>(
  mode: Of,
  action: string,
  extent: { readonly length: number; readonly height: number },
): Of {
  const by = distanceOf(action, extent.height);
  return by === undefined ? mode : { ...mode, ...moved(mode, by, extent) };
}

/** Which keys the footer shows, and where. */
import { widthOf } from '../../view/width.ts';
import type { Action } from '../keys/bindings.ts';
import { bindingsIn, type Keymap, printKeyName } from '../keys/keymap.ts';
import type { PaneName } from '../pane-names.ts';

/** Between two of them. */
export const SEPARATOR = '  ';

export interface Hint {
  readonly action: Action;
  readonly key: string;
  readonly hint: string;
}

/** Those that fit; the way to all of them is always among them. */
export function hints(keymap: Keymap, pane: PaneName, width: number, readOnly: boolean): Hint[] {
  const all = bindingsIn(keymap, pane).flatMap(({ action, keys, hint, changes }) => {
    const [key] = keys;
    const isOff = key === undefined || hint === undefined || (readOnly && changes);
    return isOff ? [] : [{ action, key: printKeyName(key), hint }];
  });
  const last = all.filter(({ action }) => action === 'help' || action === 'quit');
  const shown: Hint[] = [];
  let used = last.reduce((sum, one) => sum + widthOfHint(one), 0);
  for (const one of all.filter(hint => !last.includes(hint))) {
    if (used + widthOfHint(one) > width) break;
    shown.push(one);
    used += widthOfHint(one);
  }
  return [...shown, ...last];
}

/** The hint that stands at a column of the screen. */
export function hintAt(all: readonly Hint[], x: number): Hint | undefined {
  let at = 0;
  for (const hint of all) {
    const width = widthOfHint(hint);
    if (x >= at && x < at + width - SEPARATOR.length) return hint;
    at += width;
  }
  return undefined;
}

function widthOfHint({ key, hint }: Pick<Hint, 'key' | 'hint'>): number {
  return widthOf(key) + 1 + widthOf(hint) + SEPARATOR.length;
}

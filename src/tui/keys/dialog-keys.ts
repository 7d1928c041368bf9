/** The keys of what opens above the panes, as data: what is dispatched, and what the footer shows while it is open. */
import type { Purpose } from '../state/mode.ts';

/** What can be open. */
export type DialogName = 'help' | 'views' | 'history' | 'columns' | 'page';

export interface DialogBinding {
  readonly action: string;
  /** As `terminal/input.ts` calls them; the first is the one that is shown. */
  readonly keys: readonly string[];
  /** For the footer; absent where it does without. */
  readonly hint?: string;
}

/** Where letters are typed only keys without a letter move. */
const MOVES: readonly DialogBinding[] = [
  { action: 'down', keys: ['down', 'ctrl+n', 'tab'] },
  { action: 'up', keys: ['up', 'ctrl+p', 'shift+tab'] },
  { action: 'page-down', keys: ['pagedown'] },
  { action: 'page-up', keys: ['pageup'] },
];

const LETTER_MOVES: readonly DialogBinding[] = [
  ...MOVES,
  { action: 'down', keys: ['j'] },
  { action: 'up', keys: ['k'] },
  { action: 'half-down', keys: ['ctrl+d'] },
  { action: 'half-up', keys: ['ctrl+u'] },
  { action: 'page-down', keys: ['ctrl+f', 'space'] },
  { action: 'page-up', keys: ['ctrl+b'] },
  { action: 'first', keys: ['g', 'home'] },
  { action: 'last', keys: ['G', 'end'] },
];

const CLOSE: DialogBinding = { action: 'close', keys: ['esc', 'ctrl+c'], hint: 'close' };
const LETTER_CLOSE: DialogBinding = { action: 'close', keys: ['esc', 'q', 'ctrl+c'], hint: 'close' };

/** All of them, by what is open. */
export const DIALOG_KEYS: Readonly<Record<DialogName, readonly DialogBinding[]>> = {
  help: [{ action: 'choose', keys: ['enter'], hint: 'do it' }, ...MOVES, CLOSE],
  views: [
    { action: 'choose', keys: ['enter'], hint: 'look at it' },
    { action: 'save', keys: ['s', 'w'], hint: 'save the present one' },
    { action: 'delete', keys: ['x'], hint: 'delete' },
    ...LETTER_MOVES,
    LETTER_CLOSE,
  ],
  history: [{ action: 'choose', keys: ['enter'], hint: 'what it said' }, ...LETTER_MOVES, LETTER_CLOSE],
  columns: [
    { action: 'toggle', keys: ['space'], hint: 'on or off' },
    { action: 'move-up', keys: ['K', 'shift+up'], hint: 'up' },
    { action: 'move-down', keys: ['J', 'shift+down'], hint: 'down' },
    { action: 'choose', keys: ['enter'], hint: 'take' },
    { action: 'automatic', keys: ['='], hint: 'as they come' },
    ...MOVES,
    CLOSE,
  ],
  page: [
    { action: 'search', keys: ['/'], hint: 'search' },
    { action: 'next-match', keys: ['n'], hint: 'next' },
    { action: 'previous-match', keys: ['N'] },
    { action: 'left', keys: ['h', 'left'] },
    { action: 'right', keys: ['l', 'right'] },
    ...LETTER_MOVES,
    LETTER_CLOSE,
  ],
};

/** What a key does there; undefined where it does nothing. */
export function dialogAction(name: DialogName, key: string): string | undefined {
  return DIALOG_KEYS[name].find(({ keys }) => keys.includes(key))?.action;
}

/** The keys of a line that is typed, for the footer; while an offer is put in they are about that. */
export function lineKeys(purpose: Purpose, isChosen: boolean): readonly DialogBinding[] {
  const enter = { action: 'take', keys: ['enter'], hint: isChosen ? 'take it' : 'do it' };
  const leave = { action: 'leave', keys: ['esc'], hint: isChosen ? 'take it back' : 'leave it' };
  const complete = { action: 'complete', keys: ['tab'], hint: isChosen ? 'the next' : 'complete' };
  const recall = { action: 'recall', keys: ['up'], hint: 'lines of before' };
  switch (purpose) {
    case 'filter':
      return [enter, leave, complete, recall];
    case 'command':
      return [enter, leave, complete, recall, { action: 'this-run', keys: ['%'], hint: 'this run' }];
    default:
      return [enter, leave];
  }
}

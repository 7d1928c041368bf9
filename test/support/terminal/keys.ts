/** Keys, pastes and the mouse as a terminal sends them: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
import type { TerminalModes } from './screen-model.ts';

const PLAIN: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  space: ' ',
  backspace: '\x7f',
};

/** The last character of what these send. */
const CURSOR_KEYS: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  end: 'F',
  home: 'H',
};
const FIRST_FOUR: Readonly<Record<string, string>> = { f1: 'P', f2: 'Q', f3: 'R', f4: 'S' };

/** The number in what these send. */
const NUMBERED: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
};

/**
 * What a key sends: a character, or a name such as `enter`, `esc`, `up`, `pagedown`, `f1`, with `shift+`, `alt+` and
 * `ctrl+` before it. Throws for a key that no terminal sends.
 */
export function bytesOfKey(key: string, modes: Pick<TerminalModes, 'applicationCursor'>): string {
  const [, held = '', name = ''] = /^((?:(?:shift|alt|ctrl)\+)*)(.+)$/su.exec(key) ?? [];
  const [shift, alt, ctrl] = ['shift+', 'alt+', 'ctrl+'].map(modifier => held.includes(modifier));
  const modifier = 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0);
  const lead = modifier === 1 ? '' : `1;${modifier}`;
  if (Object.hasOwn(CURSOR_KEYS, name))
    return `${modifier === 1 && modes.applicationCursor ? '\x1bO' : `\x1b[${lead}`}${CURSOR_KEYS[name]}`;
  if (Object.hasOwn(FIRST_FOUR, name))
    return `${modifier === 1 ? '\x1bO' : `\x1b[${lead}`}${FIRST_FOUR[name]}`;
  if (Object.hasOwn(NUMBERED, name)) return `\x1b[${NUMBERED[name]}${modifier === 1 ? '' : `;${modifier}`}~`;
  const bytes = shift ? shifted(name) : (PLAIN[name] ?? name);
  const sent = ctrl ? controlled(bytes) : bytes;
  if (sent === undefined || [...sent.replace('\x1b[Z', 'Z')].length !== 1)
    throw new Error(`no terminal has a key ${key}`);
  return alt ? `\x1b${sent}` : sent;
}

function shifted(name: string): string {
  if (name === 'tab') return '\x1b[Z';
  return /^\p{Ll}$/u.test(name) ? name.toUpperCase() : '';
}

/** The control characters stand 64 below their letters. */
function controlled(bytes: string): string | undefined {
  if (bytes === ' ' || bytes === '@') return '\0';
  if (!/^[a-z[\\\]^_]$/.test(bytes)) return undefined;
  return String.fromCharCode(bytes.toUpperCase().charCodeAt(0) - 64);
}

/** What pasting a text sends, marked as such where the program asked for that. */
export function bytesOfPaste(text: string, modes: Pick<TerminalModes, 'bracketedPaste'>): string {
  const lines = text.replace(/\r?\n/g, '\r');
  return modes.bracketedPaste ? `\x1b[200~${lines}\x1b[201~` : lines;
}

export type MouseEvent = 'press' | 'release' | 'drag' | 'wheel up' | 'wheel down';

const BUTTONS: Readonly<Record<MouseEvent, number>> = {
  press: 0,
  release: 0,
  drag: 32,
  'wheel up': 64,
  'wheel down': 65,
};

/**
 * What the left button or the wheel sends at a cell counted from 0: nothing where the program did not ask for it. Throws
 * where it asked for the old way, which knows no cell beyond the 223rd.
 */
export function bytesOfMouse(
  event: MouseEvent,
  [x, y]: readonly [number, number],
  { mouse, sgrMouse }: Pick<TerminalModes, 'mouse' | 'sgrMouse'>,
): string {
  const needed = event === 'drag' ? ['drag', 'any'] : ['vt200', 'drag', 'any'];
  if (!needed.includes(mouse)) return '';
  if (!sgrMouse) throw new Error('it asks for the mouse, but not as SGR (1006)');
  return `\x1b[<${BUTTONS[event]};${x + 1};${y + 1}${event === 'release' ? 'm' : 'M'}`;
}

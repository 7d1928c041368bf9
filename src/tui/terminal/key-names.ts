/** The names of keys, which key bindings are made of. */
import { graphemesOf } from '../../view/width.ts';

/** Names a key with its modifiers: bits as xterm and kitty count them (Shift 1, Alt 2, Ctrl 4, Super 8, Meta 32). */
export function keyName(key: string, modifiers: number): string {
  const ctrl = modifiers & 4 ? 'ctrl+' : '';
  // Of Super, which older terminals send for Alt, and of Meta there is no other use.
  const alt = modifiers & (2 | 8 | 32) ? 'alt+' : '';
  const shift = modifiers & 1 ? 'shift+' : '';
  return `${ctrl}${alt}${shift}${key}`;
}

const CONTROLS: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'esc',
  127: 'backspace',
};

/** Names the key of a control character, which has `modifiers` besides Ctrl. */
export function controlKey(code: number, modifiers = 0): string {
  const named = CONTROLS[code];
  if (named !== undefined) return keyName(named, modifiers);
  return keyName(code === 0 ? 'space' : String.fromCharCode(code + 64).toLowerCase(), modifiers | 4);
}

/** Names the keys of a text as it was typed: a grapheme each. What prints nothing is left out. */
export function printedKeys(text: string): string[] {
  return printed(text)
    .filter(grapheme => !/^[\p{Cc}\ufffd]/u.test(grapheme))
    .map(grapheme => (grapheme === ' ' ? 'space' : grapheme));
}

/** Unicode's graphemes take 20 ms to load: plain letters, nearly all there are, do without. */
function printed(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return [...text];
  return Array.from(graphemesOf(text), ({ segment }) => segment);
}

/** The number pad, as kitty numbers its keys: from 57399 on, in the private use area. */
const NUMBER_PAD = [...'0123456789./*-+', 'enter', '=', ','].concat(
  ...['left', 'right', 'up', 'down', 'pageup', 'pagedown', 'home', 'end', 'insert', 'delete'],
);

/**
 * Names the key of a code point, as kitty (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) and xterm's modifyOtherKeys
 * tell keys; `shifted` is what it is with Shift, where that is told. Undefined for keys that print nothing and have no name.
 */
export function codeKey(code: number, modifiers: number, shifted?: number): string | undefined {
  const named = CONTROLS[code] ?? NUMBER_PAD[code - 57399];
  if (named !== undefined) return keyName(named, modifiers);
  const letter = letterOf(code);
  // With Ctrl it is the key that counts, otherwise the letter: `A`, not `shift+a`.
  if (letter === undefined || modifiers & 4) return letter && keyName(letter.toLowerCase(), modifiers);
  if (!(modifiers & 1)) return keyName(letter, modifiers);
  const upper = letterOf(shifted ?? 0) ?? (letter === 'space' ? letter : letter.toUpperCase());
  return keyName(upper, modifiers & ~1);
}

function letterOf(code: number): string | undefined {
  const isPrivate = code >= 0xd800 && code <= 0xf8ff;
  return isPrivate || code > 0x10ffff ? undefined : printedKeys(String.fromCodePoint(code))[0];
}

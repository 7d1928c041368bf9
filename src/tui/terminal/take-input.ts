/** One thing at a time out of the bytes that a terminal sends. */
import type { Input } from './input.ts';
import { controlKey, keyName, printedKeys } from './key-names.ts';
import { readSequence } from './read-sequence.ts';

/** What the first so many bytes mean. */
export interface Taken {
  readonly length: number;
  readonly inputs: readonly Input[];
}

export const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';

/** The most that is kept of a paste, in bytes. */
const MOST = 1 << 20;

/** Takes what stands first in bytes, one a character (latin1); undefined where more of it has to come. */
export function takeFirst(bytes: string): Taken | undefined {
  if (bytes.startsWith(PASTE_BEGIN)) {
    const end = bytes.indexOf(PASTE_END);
    return end < 0 ? undefined : takePaste(bytes, end);
  }
  const text = TEXT.exec(bytes)?.[0];
  if (text !== undefined) return takeText(text, bytes);
  if (!bytes.startsWith('\x1b')) return tookKeys(1, [controlKey(bytes.charCodeAt(0))]);
  const sequence = SEQUENCE.exec(bytes)?.[0];
  if (sequence !== undefined) return took(sequence.length, readSequence(sequence));
  return UNFINISHED.test(bytes) ? undefined : takeEscape(bytes);
}

/** The beginning of a letter in UTF-8 whose end is missing. */
const CUT = '(?:[\\xc2-\\xdf]|[\\xe0-\\xef][\\x80-\\xbf]?|[\\xf0-\\xf4][\\x80-\\xbf]{0,2})';
const CUT_AT_END = new RegExp(`${CUT}$`);

const TEXT = /^[\x20-\x7e\x80-\xff]+/;
const STRING = '[\\]P_^X][\\x20-\\x7e\\x80-\\xff]*';

/** The old mouse report, whose three bytes may be anything; F1 to F5 of the Linux console; CSI; SS3; OSC, DCS, APC, PM, SOS. */
const SEQUENCE = new RegExp(
  `^\\x1b(?:\\[M[^]{3}|\\[\\[[A-~]|\\[(?![M[])[0-?]*[ -/]*[@-~]|O[0-?]*[@-~]|${STRING}(?:\\x07|\\x1b\\\\))`,
);
const BEGUN = `(?:\\[M[^]{0,2}|\\[\\[|\\[[0-?]*[ -/]*|O[0-?]*|${STRING})`;
const UNFINISHED = new RegExp(`^\\x1b(?:${BEGUN}|${STRING}\\x1b|${CUT})?$`);
const BROKEN_OFF = new RegExp(`^\\x1b${BEGUN}`);

function takePaste(bytes: string, end: number): Taken {
  const text = decode(bytes.slice(PASTE_BEGIN.length, Math.min(end, MOST))).replace(/\r\n?/g, '\n');
  return took(end + PASTE_END.length, { kind: 'paste', text });
}

function takeText(text: string, bytes: string): Taken | undefined {
  const whole = text.length === bytes.length ? text.replace(CUT_AT_END, '') : text;
  if (whole === '') return undefined;
  return tookKeys(whole.length, printedKeys(decode(whole)));
}

/** An ESC that begins no sequence stands for Alt, or for itself; one that began and was broken off goes. */
function takeEscape(bytes: string): Taken {
  if (bytes[1] === '\x1b') return tookKeys(1, ['esc']);
  const broken = BROKEN_OFF.exec(bytes)?.[0] ?? '';
  if (broken.length > 2) return tookKeys(broken.length, []);
  const [letter = ''] = decode(bytes.slice(1, 5));
  if (letter < ' ' || letter === '\x7f') return tookKeys(2, [controlKey(letter.charCodeAt(0), ALT)]);
  const length = letter === '\ufffd' ? 1 : Buffer.byteLength(letter);
  return tookKeys(
    1 + length,
    printedKeys(letter).map(name => keyName(name, ALT)),
  );
}

const ALT = 2;

/** What a beginning means when nothing comes after it. */
export function giveUp(bytes: string): Taken {
  if (bytes.startsWith(PASTE_BEGIN)) return takePaste(bytes, bytes.length);
  if (bytes === '\x1b') return tookKeys(1, ['esc']);
  return tookKeys(bytes.length, /^\x1b[ -~]$/.test(bytes) ? [keyName(bytes.slice(1), ALT)] : []);
}

/** Leaves out of what is too long, but for the very end: the end of a paste may begin there. */
export function shortened(bytes: string): string {
  return bytes.length > MOST ? bytes.slice(0, MOST) + bytes.slice(MOST).slice(1 - PASTE_END.length) : bytes;
}

function decode(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

function took(length: number, input: Input | undefined): Taken {
  return { length, inputs: input === undefined ? [] : [input] };
}

function tookKeys(length: number, names: readonly string[]): Taken {
  return { length, inputs: names.map(key => ({ kind: 'key', key })) };
}

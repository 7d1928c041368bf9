/**
 * The one place where strings meet a terminal. Names, params, logs and paths come from programs and from other
 * people: none of them may move the cursor, set a title, write a clipboard or turn the reading direction round.
 */

/** Printable ASCII, which is nearly everything, needs no second look. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * C0, DEL, C1, line and paragraph separators, everything invisible (bidi controls, zero-width characters, tags)
 * but the variation selectors of emoji, and lone surrogates.
 */
const UNSAFE =
  /[\0-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|\p{Surrogate}/gu;

/** No script stacks more marks than this; a hundred of them paint over the neighbouring lines. */
const TOO_MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

/** More than anybody reads of one value, in characters. */
const MOST = 65_536;

/** A colour (SGR) or an erased rest of line, and nothing else that begins with ESC. */
const COLOUR_OR_ERASE = /\x1b\[(?:[0-9;]{0,32}m|[0-2]?K)/;
const COLOUR = /\x1b\[([0-9;]{0,32})m/g;
const LOG_TOKEN = new RegExp(`${COLOUR_OR_ERASE.source}|${UNSAFE.source}`, 'gu');

export interface SanitiseOptions {
  /** Whether line feeds and tabs pass; where they do, CR LF becomes LF. */
  readonly newlines?: boolean;
}

/**
 * Makes a text safe to show: what a terminal would obey, or hide, becomes visible as `\u{1b}`, a stray byte of a path as
 * `\xff`. Of a value of more than 65,536 characters the rest becomes `…`.
 */
export function sanitise(given: string, { newlines = false }: SanitiseOptions = {}): string {
  const text = given.length > MOST && !newlines ? `${given.slice(0, MOST - 1)}…` : given;
  if (PLAIN.test(text)) return text;
  const lines = newlines ? text.replaceAll('\r\n', '\n') : text;
  return capped(lines.replace(UNSAFE, char => (newlines && isLayout(char) ? char : visible(char))));
}

export interface LogOptions {
  /** Whether colours pass; they do by default. */
  readonly colours?: boolean;
}

/**
 * Makes a log safe to show: lines, tabs and colours pass, nothing else. Of a line that was overwritten with carriage
 * returns, as progress bars do, the last state is kept. Colours still on at the end are switched off.
 */
export function sanitiseLog(text: string, { colours = true }: LogOptions = {}): string {
  if (PLAIN.test(text)) return text;
  const folded = text.replaceAll('\r\n', '\n').split('\n').map(lastState).join('\n');
  const safe = folded.replace(LOG_TOKEN, token => {
    if (token.length > 2) return colours && token.endsWith('m') && isColour(token) ? token : '';
    return isLayout(token) ? token : visible(token);
  });
  return closed(capped(safe));
}

/** What we print ourselves: colours, and a line that is written anew. */
const OWN = /\x1b\[(?:[0-9;]{0,32}m|K)|^\r|\r(?=\n|\x1b\[K)/;
const SCREEN_TOKEN = new RegExp(`(${OWN.source})|${UNSAFE.source}`, 'gu');

/**
 * The last look at everything that is about to be written to a terminal: whoever forgot to sanitise a text, no control
 * sequence but our own colours and erased lines leaves the process.
 */
export function guardScreen(text: string): string {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text;
  return text.replace(SCREEN_TOKEN, (token, own: string | undefined) => {
    if (own === undefined) return isLayout(token) ? token : visible(token);
    return !own.endsWith('m') || isColour(own) ? own : own.replace('\x1b', visible);
  });
}

/** Makes printed JSON safe to show, without changing what it says: everything unsafe becomes a JSON escape. */
export function sanitiseJson(json: string): string {
  if (PLAIN.test(json)) return json;
  return json.replace(UNSAFE, char => (char === '\n' ? char : [...units(char)].map(jsonEscape).join('')));
}

/** Whether a text can be shown as it is. */
export function isSafe(text: string): boolean {
  return sanitise(text) === text;
}

/**
 * Whether a sequence sets weights and colours alone (ECMA-48, 8.3.117; colours of 8 and 24 bits as of ISO 8613-6). It
 * must not hide text (8), make it blink (5, 6), or choose fonts and frames.
 */
function isColour(sequence: string): boolean {
  const codes = sequence.slice(2, -1).split(';').map(Number).values();
  for (const code of codes) {
    if (code === 38 || code === 48) {
      const count = { 5: 1, 2: 3 }[codes.next().value ?? 0];
      if (count === undefined) return false;
      for (let left = count; left > 0; left--) if (!((codes.next().value ?? 256) < 256)) return false;
    } else if (!isPlainCode(code)) return false;
  }
  return true;
}

function isPlainCode(code: number): boolean {
  const isWeight = code <= 4 || code === 7 || code === 9 || (code >= 21 && code <= 29);
  return isWeight || (code >= 30 && code <= 49) || (code >= 90 && code <= 107);
}

function isLayout(char: string): boolean {
  return char === '\n' || char === '\t';
}

function visible(char: string): string {
  const code = char.codePointAt(0) as number;
  return code >= 0xdc80 && code <= 0xdcff
    ? `\\x${(code - 0xdc00).toString(16)}`
    : `\\u{${code.toString(16)}}`;
}

function capped(text: string): string {
  return text.replace(TOO_MANY_MARKS, '$1…');
}

function lastState(line: string): string {
  if (!line.includes('\r')) return line;
  return line.split('\r').findLast(state => state !== '') ?? '';
}

function closed(text: string): string {
  const last = [...text.matchAll(COLOUR)].at(-1)?.[1];
  return last === undefined || /^(?:.*;)?0*$/.test(last) ? text : `${text}\x1b[0m`;
}

function* units(char: string): Generator<number> {
  for (let at = 0; at < char.length; at++) yield char.charCodeAt(at);
}

function jsonEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

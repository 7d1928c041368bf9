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

/** A colour (SGR) or an erased rest of line, and nothing else that begins with ESC. */
const COLOUR_OR_ERASE = /\x1b\[(?:[0-9;]{0,32}m|[0-2]?K)/;
const COLOUR = /\x1b\[([0-9;]{0,32})m/g;
const LOG_TOKEN = new RegExp(`${COLOUR_OR_ERASE.source}|${UNSAFE.source}`, 'gu');

export interface SanitiseOptions {
  /** Whether line feeds and tabs pass; where they do, CR LF becomes LF. */
  readonly newlines?: boolean;
}

/** Makes a text safe to show: what a terminal would obey, or hide, becomes visible as `\u{1b}`, a stray byte of a path as `\xff`. */
export function sanitise(text: string, { newlines = false }: SanitiseOptions = {}): string {
  if (PLAIN.test(text)) return text;
  const lines = newlines ? text.replaceAll('\r\n', '\n') : text;
  return capped(lines.replace(UNSAFE, char => (newlines && isLayout(char) ? char : visible(char))));
}

/**
 * Makes a log safe to show: lines, tabs and colours pass, nothing else. Of a line that was overwritten with carriage
 * returns, as progress bars do, the last state is kept. Colours still on at the end are switched off.
 */
export function sanitiseLog(text: string): string {
  if (PLAIN.test(text)) return text;
  const folded = text.replaceAll('\r\n', '\n').split('\n').map(lastState).join('\n');
  const safe = folded.replace(LOG_TOKEN, token => {
    if (token.length > 2) return token.endsWith('m') ? token : '';
    return isLayout(token) ? token : visible(token);
  });
  return closed(capped(safe));
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

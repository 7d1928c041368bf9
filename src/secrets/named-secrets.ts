/** Secrets that have no form of their own, and are known by the name before them: `DB_PASSWORD=…`, `"api_key": "…"`. */
import { isSecretName } from './secret-name.ts';

export interface NamedSecret {
  readonly rule: NamedRule;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

type NamedRule = 'password' | 'secret-value' | 'command-line-secret';

/** The end of a name; all of it is in the group, which reads backwards. */
const NAME =
  /(?:passw(?:or)?d|passphrase|pwd|secret|token|auth(?:orization)?|credentials?|key)(?![\w-])(?<=(?<name>[\w.-]{1,64}))/gi;

/** `= "…"`, `": "…"`, `'] = r'…'`, `", "…"`; quotes may be escaped, as in a notebook. */
const QUOTED =
  /(?:\\?["'`])?[\])]{0,2}[ \t]{0,8}(?::[ \t]{0,4}str(?:ing)?[ \t]{0,4})?(?<sign>=>|:=|={1,3}|:|,)[ \t]{0,8}[bfru]{0,2}\\?["'`](?<secret>[^\s"'`\\]{6,256})\\?["'`]/iy;

/** `NAME=…`, as in a shell or an `.env`. */
const SHELL = /=(?<secret>[^\s"'`\\,;&|]{6,256})(?![^\s"'`\\,;&|])/y;

/** `name: …` or `name = …` to the end of the line, as in YAML and INI. */
const LINE = /[ \t]{0,8}[:=][ \t]{0,8}(?<secret>[^\s"'`\\,;]{8,256})(?=[ \t]{0,8}(?:[\r\n#]|\\n|$))/y;

/** `--password …`; the value is no other option. */
const OPTION = /(?:=|[ \t]{1,8})["'`]?(?<secret>[^\s"'`\\,;&|-][^\s"'`\\,;&|]{5,255})(?=["'`\s\\,;&|]|$)/y;

/** Finds values that a name makes a secret. Names are plentiful, so that a value must look like one too. */
export function namedSecrets(text: string): NamedSecret[] {
  const found: NamedSecret[] = [];
  NAME.lastIndex = 0;
  for (let hit = NAME.exec(text); hit !== null; hit = NAME.exec(text)) {
    const name = hit.groups?.name as string;
    const secret = valueAt(text, NAME.lastIndex, name);
    if (secret === undefined || !isSecretName(name.replace(/^[-_.]+/, ''))) continue;
    found.push(secret);
    NAME.lastIndex = secret.end;
  }
  return found;
}

function valueAt(text: string, at: number, name: string): NamedSecret | undefined {
  const isPassword = /(?:passw(?:or)?d|passphrase|pwd)$/i.test(name);
  const rule = isPassword ? 'password' : 'secret-value';
  const looksRight = isPassword ? looksLikePassword : looksRandom;
  const quoted = match(QUOTED, text, at);
  if (quoted !== undefined) {
    const isRight = quoted.sign === ',' ? looksRandom(quoted.value) : looksRight(quoted.value);
    return isRight ? { rule, ...quoted.range } : undefined;
  }
  if (name.startsWith('-')) {
    const value = match(OPTION, text, at);
    const isRight = value !== undefined && (looksRight(value.value) || looksRandom(value.value, 10));
    return isRight ? { rule: 'command-line-secret', ...value.range } : undefined;
  }
  if (!/[a-z]/.test(name)) {
    const value = match(SHELL, text, at);
    if (value !== undefined && looksRight(value.value) && !isCode(value.value))
      return { rule, ...value.range };
  }
  const line = match(LINE, text, at);
  const isRight = line !== undefined && looksRandom(line.value, 10) && !isCode(line.value);
  return isRight ? { rule, ...line.range } : undefined;
}

function match(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  const value = found?.groups?.secret;
  if (found === null || value === undefined) return undefined;
  const start = at + found[0].lastIndexOf(value);
  return { value, sign: found.groups?.sign, range: { start, end: start + value.length } };
}

/** Anything with letters and something else; words alone are labels, messages and keys of dictionaries. */
function looksLikePassword(value: string): boolean {
  return /[a-z]/i.test(value) && (/\d/.test(value) || (value.length >= 8 && /[!@#$%^&*?]/.test(value)));
}

/** Names with numbers in them: `gpt2-medium`, `my_app.v2`, `session-2024`. */
const WORDS = /^(?:[A-Za-z]+\d{0,3}|\d{1,4})(?:[-_.:/@]+(?:[A-Za-z]+\d{0,3}|\d{1,4}))*$/;

/** Letters and digits without order, as keys and tokens are; not a path, an address, or a digest that says so. */
function looksRandom(value: string, least = 16): boolean {
  return (
    value.length >= least &&
    /^[\w+/=.~:@!#*-]+$/.test(value) &&
    /[a-z]/i.test(value) &&
    /\d/.test(value) &&
    !WORDS.test(value) &&
    !/^(?:[.~]{0,2}\/[\w-]+[./]|[.~]|sha\d|md5|https?:)/i.test(value) &&
    entropy(value) >= 3
  );
}

/** Of a value without quotes: a member, a call, a format's field. */
function isCode(value: string): boolean {
  return /[(){}[\]<>]|^[\w$]+(?:\.[A-Za-z_$][\w$]*)+$/.test(value);
}

/** Shannon's, in bits a character: words are below 3.5, hexadecimal digits at most 4, base64 6. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

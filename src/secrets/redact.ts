/**
 * Secrets in what is kept of a command: its words, parameters, environment and messages. Everybody on the machine
 * can see them for a moment, and everybody with the runs for ever: they are taken out before anything is written.
 */
import type { Json, JsonObject } from '../run/json.ts';
import { type Param, type Params, printParam } from '../run/param.ts';
import { secretsIn } from './scan.ts';
import { isSecretName } from './secret-name.ts';

/** Stands where a secret stood. */
export const REDACTED = '[redacted]';

export interface RedactedArgv {
  readonly argv: readonly string[];
  /** Which words were changed. */
  readonly redacted: readonly number[];
}

/** Takes the secrets out of a command line: values of `--password x` and `--token=x`, passwords in URLs, known tokens. */
export function redactArgv(argv: readonly string[]): RedactedArgv {
  const words = argv.map((word, index) => {
    if (index > 0 && isSecretOption(argv[index - 1] as string) && !word.startsWith('--')) return REDACTED;
    return redactWord(word);
  });
  return { argv: words, redacted: [...words.keys()].filter(index => words[index] !== argv[index]) };
}

function isSecretOption(word: string): boolean {
  return /^--?[^=]+$/.test(word) && isSecretName(word.replace(/^-+/, ''));
}

function redactWord(word: string): string {
  const [, name, value] = /^(-{0,2}[\w.-]+)=(.*)$/s.exec(word) ?? [];
  if (name !== undefined && value !== '' && isSecretName(name.replace(/^-+/, '')))
    return `${name}=${REDACTED}`;
  return redactText(word);
}

/** Takes the secrets out of parameters: those whose name says so, and what the rules find in the others. */
export function redactParams(params: Params): Params {
  const out: Record<string, Param> = Object.create(null);
  for (const [key, param] of Object.entries(params)) {
    const text = isSecretName(key) ? REDACTED : redactText(printParam(param));
    out[key] = text === printParam(param) ? param : { value: text, origin: param.origin };
  }
  return out;
}

/** Takes the secrets out of tags: those whose key says so, and what the rules find in the others. */
export function redactTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  const out: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(tags)) out[key] = isSecretName(key) ? REDACTED : redactText(text);
  return out;
}

/** Takes the secrets out of the texts of an environment: passwords of proxies and package indexes, tokens. */
export function redactEnvironment(environment: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, redactJson(value)]));
}

function redactJson(value: Json): Json {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactJson);
  return typeof value === 'object' && value !== null ? redactEnvironment(value as JsonObject) : value;
}

/** Up to the last `@` before a slash; a scheme of any length would be looked for at every letter of a long word. */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]*:)[^\s/]+(@)/gi;

/** Of these GitHub's is the token that stands where the user does. */
const URL_TOKEN = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s:/@]{1,256}(:x-oauth-basic@)/gi;

/** Of an HTTP header on a command line: https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2 */
const HEADER = /(\bauthorization\s*:\s*(?:[a-z]+\s+)?)\S+/gi;

/**
 * Takes the secrets out of one text: passwords in URLs and authorization headers, of whatever look, and what the
 * rules find, plain inventions too: here a false alarm costs a word, and a miss cannot be taken back.
 */
export function redactText(text: string): string {
  const shown = text
    .replace(URL_TOKEN, `$1${REDACTED}$2`)
    .replace(URL_PASSWORD, `$1${REDACTED}$2`)
    .replace(HEADER, `$1${REDACTED}`);
  let redacted = '';
  let at = 0;
  for (const { start, end } of secretsIn(shown)) {
    redacted += shown.slice(at, start) + REDACTED;
    at = end;
  }
  return redacted + shown.slice(at);
}

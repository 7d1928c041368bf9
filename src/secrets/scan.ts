/**
 * Looks for secrets in text. What is found is told by rule and place, never by the secret or a hash of it: a short
 * secret can be guessed from its hash.
 */
import { looksInvented } from './invented.ts';
import { namedSecrets } from './named-secrets.ts';
import { RULES, type Rule } from './rules.ts';

export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Which of the rule's findings in this text: from 1. */
  readonly ordinal: number;
}

/** Finds what looks like a secret, in order. Takes time in proportion to the text, whatever it holds. */
export function scan(text: string): Finding[] {
  const found = secretsIn(text).filter(secret => !isInvented(text, secret));
  const ordinals = new Map<string, number>();
  let line = 1;
  let lineStart = 0;
  return found.map(({ rule, start }) => {
    for (
      let end = text.indexOf('\n', lineStart);
      end >= 0 && end < start;
      end = text.indexOf('\n', lineStart)
    ) {
      line++;
      lineStart = end + 1;
    }
    const ordinal = (ordinals.get(rule) ?? 0) + 1;
    ordinals.set(rule, ordinal);
    return { rule, line, column: start - lineStart + 1, ordinal };
  });
}

/** What a finding is allowed by: its rule, the file's path, and which of the rule's findings in the file it is. */
export function fingerprint({ rule, ordinal }: Pick<Finding, 'rule' | 'ordinal'>, path: string): string {
  return `${rule}:${path}:${ordinal}`;
}

/** Where in a text a secret is. */
export interface Secret {
  readonly rule: string;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

/** All places that a rule matches, in order and apart from each other, plain inventions among them. */
export function secretsIn(text: string): Secret[] {
  const formed = formedSecrets(text);
  const named = namedSecrets(text).filter(
    ({ start, end }) => !formed.some(other => other.start < end && start < other.end),
  );
  return named.length === 0 ? formed : [...formed, ...named].sort((a, b) => a.start - b.start);
}

const STARTS = [...new Set(RULES.flatMap(rule => rule.starts))].sort((a, b) => b.length - a.length);
const START = new RegExp(STARTS.map(start => start.replace(/[.?]/g, '\\$&')).join('|'), 'g');
/** Of a start also the rules of its own beginning: `sk-` is one of `sk-ant-`. */
const RULES_OF: ReadonlyMap<string, readonly Rule[]> = new Map(
  STARTS.map(start => [start, RULES.filter(rule => rule.starts.some(other => start.startsWith(other)))]),
);

function formedSecrets(text: string): Secret[] {
  const found: Secret[] = [];
  START.lastIndex = 0;
  for (let hit = START.exec(text); hit !== null; hit = START.exec(text)) {
    const secret = firstMatch(text, hit.index, RULES_OF.get(hit[0]) ?? []);
    if (secret === undefined) continue;
    found.push(secret);
    START.lastIndex = secret.end;
  }
  return found;
}

function firstMatch(text: string, at: number, rules: readonly Rule[]): Secret | undefined {
  for (const { id, pattern } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const secret = match.groups?.secret ?? match[0];
    const start = at + match[0].lastIndexOf(secret);
    return { rule: id, start, end: start + secret.length };
  }
  return undefined;
}

function isInvented(text: string, { rule, start, end }: Secret): boolean {
  const secret = text.slice(start, end);
  if (rule === 'private-key') return false;
  if (rule !== 'url-password') return looksInvented(secret);
  // `postgres:postgres@localhost`: a password that is the user's name protects nothing.
  return looksInvented(secret) || text.endsWith(`//${secret}:`, start) || isExampleHost(text, end + 1);
}

/** Names that nobody can own: https://www.rfc-editor.org/rfc/rfc2606 */
function isExampleHost(text: string, at: number): boolean {
  return /^(?:[\w-]{1,63}\.){0,4}(?:example\.(?:com|org|net)|example|test|invalid)\b/i.test(
    text.slice(at, at + 256),
  );
}

/** What stands in a secret's place in manuals, templates and tests: nobody has to be warned of it. */

const PLACEHOLDER =
  /example|sample|placeholder|redacted|(?<![a-z])(?:dummy|fixme|todo|fake|mock|some|none|null)(?![a-z])|change[-_]?(?:me|this|it)|replace[-_]?(?:me|this|with)|(?:your|my|insert|enter|some)[-_](?:\w{1,12}[-_])?(?:api|key|token|secret|pass|value|here)|[-_]here\b|x{5}|\*{3}|\.{3}|0{8}|1234567|abcdefgh|qwerty|deadbeef|(.)\1{7}/i;

/** `password1`, `Secret123!`: what everybody writes who needs any. */
const USUAL =
  /^(?:pass|passw(?:or)?d|secret|token|test|testing|admin|root|user|username|postgres|guest|foo|bar|pw|pwd|key)(?:[-_]?(?:pass|passw(?:or)?d|secret|token|test|user|key))?[-_]?\d{0,4}!?$/i;

/** A variable, a format's field, a call: filled in when the program runs. Of passwords brackets are a part as well. */
const FILLED_IN =
  /[<>{}[\]]|\w\([^()]{0,80}\)$|%\(\w{1,30}\)|^%(?:[sdr]$|\w{1,30}%$)|^\$(?:\d$|[A-Za-z])|^@[A-Za-z]|\$[A-Z_({]/;

/** The body of the example on jwt.io, which half of all manuals show. */
const JWT_EXAMPLE = 'eyJzdWIiOiIxMjM0NTY3ODkw';

/** Whether a secret is plainly none: a placeholder, the best-known bad password, a variable to be filled in. */
export function looksInvented(secret: string): boolean {
  return (
    PLACEHOLDER.test(secret) || USUAL.test(secret) || FILLED_IN.test(secret) || secret.includes(JWT_EXAMPLE)
  );
}

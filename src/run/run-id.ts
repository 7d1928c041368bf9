/** Ids: lower-case ULIDs (https://github.com/ulid/spec), so that names sort by start time. */

/** A run's id: 26 characters of Crockford base32 in lower case, the first ten its start time in ms. Never changes. */
export type RunId = string & { readonly __brand: 'RunId' };

/** An edit's id, a ULID too: edits fold in this order. */
export type EventId = string & { readonly __brand: 'EventId' };

/** Characters of an id. */
export const ID_LENGTH = 26;

const ULID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
/** Crockford's base32. */
export const ID_DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Whether a text is a whole run id. */
export function isRunId(text: string): text is RunId {
  return ULID.test(text);
}

/** Reads a run id in either case; undefined when the text is none. */
export function parseRunId(text: string): RunId | undefined {
  const lower = text.toLowerCase();
  return isRunId(lower) ? lower : undefined;
}

/** Reads an edit's id; undefined when the text is none. */
export function parseEventId(text: string): EventId | undefined {
  return ULID.test(text) ? (text as EventId) : undefined;
}

/** The time in a ULID, in ms since 1970. */
export function timeOf(id: RunId | EventId): number {
  let time = 0;
  for (const char of id.slice(0, 10)) time = time * 32 + ID_DIGITS.indexOf(char);
  return time;
}

/** What people are shown of an id: its last eight characters, since the first ones, the time, coincide. */
export function shortId(id: string): string {
  return id.slice(-8);
}

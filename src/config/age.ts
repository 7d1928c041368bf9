/** How long something is kept, as people write it: `90d`, `2 weeks`, `12h`, `never`. */

const MS: readonly (readonly [unit: RegExp, ms: number])[] = [
  [/^(?:m|min|minutes?)$/, 60_000],
  [/^(?:h|hours?)$/, 3_600_000],
  [/^(?:|d|days?)$/, 86_400_000],
  [/^(?:w|weeks?)$/, 7 * 86_400_000],
  [/^(?:y|years?)$/, 365 * 86_400_000],
];

/** Reads an age in ms; a number alone is days, `never` is infinite. Undefined when the text is none. */
export function parseAge(written: string | number): number | undefined {
  const text = String(written).trim().toLowerCase();
  if (text === 'never') return Number.POSITIVE_INFINITY;
  if (text === 'now') return 0;
  const [, digits, unit = ''] = /^(\d{1,9}(?:\.\d+)?)[ .]?([a-z]*)$/.exec(text) ?? [];
  const found = MS.find(([pattern]) => pattern.test(unit));
  return digits === undefined || found === undefined ? undefined : Math.round(Number(digits) * found[1]);
}

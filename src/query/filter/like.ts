/** `LIKE` of SQL: `%` is any text, `_` any one character, all else itself; there is no way to escape them. */

/** Makes the test of a pattern. Takes time in proportion to text and pattern, also of `%a%a%a%`. */
export function likeTest(pattern: string, caseless: boolean): (text: string) => boolean {
  const folded = (text: string) => [...(caseless ? text.toLowerCase() : text)];
  const wanted = folded(pattern);
  return text => fits(folded(text), wanted);
}

/** Of several `%` only the last needs to be tried again: https://en.wikipedia.org/wiki/Matching_wildcards */
function fits(text: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let wanted = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[wanted] === '%') {
      star = wanted++;
      resume = at;
    } else if (wanted < pattern.length && (pattern[wanted] === '_' || pattern[wanted] === text[at])) {
      at++;
      wanted++;
    } else if (star >= 0) {
      wanted = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[wanted] === '%') wanted++;
  return wanted === pattern.length;
}

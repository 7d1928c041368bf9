/** A search among the names of metrics. */

/** Makes a test of a text: each of its words is to be in the name, in any case; one with `*` or `?` is a pattern of all of it. */
export function nameTest(text: string): (name: string) => boolean {
  const tests = text.trim().split(/\s+/).map(wordTest);
  return name => tests.every(test => test(name));
}

function wordTest(word: string): (name: string) => boolean {
  if (!/[*?]/.test(word)) {
    const wanted = word.toLowerCase();
    return name => name.toLowerCase().includes(wanted);
  }
  // A run of stars is one: more of them would only take their time.
  const source = word
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`, 'iu');
  return name => pattern.test(name);
}

import t from 'tap';
import { wildmatch } from '../../../src/git/embedded/wildmatch.ts';

/** Pattern, what it matches, what it does not. */
const CASES: readonly [string, readonly string[], readonly string[]][] = [
  ['a', ['a'], ['b', 'aa', 'a/b', 'x/a']],
  ['*', ['a', '', '.x'], ['a/b']],
  ['*.o', ['.o', 'x.o'], ['x.c', 'd/x.o']],
  ['a/*/c', ['a/b/c'], ['a/c', 'a/b/b/c']],
  ['**/c', ['c', 'a/c', 'a/b/c'], ['ac', 'a/bc']],
  ['a/**', ['a/b', 'a/b/c', 'a/'], ['a', 'ab']],
  ['a/**/c', ['a/c', 'a/b/c', 'a/b/b/c'], ['ac', 'a/bc']],
  ['***/a', ['a', 'b/c/a'], ['ba']],
  ['**\\/a', ['b/a', 'b/c/a'], ['a']],
  ['a**c', ['ac', 'abc'], ['a/c']],
  ['a?c', ['abc'], ['a/c', 'ac']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
  ['[!a-c]x', ['dx'], ['ax', '/x']],
  ['[^a]', ['b'], ['a']],
  ['[]]', [']'], ['[']],
  ['[]-]', [']', '-'], ['a']],
  ['[a-]', ['a', '-'], ['b']],
  ['[\\]]', [']'], ['\\']],
  ['[[:digit:]_]', ['1', '_'], ['a']],
  ['[[:none:]]', [], ['n', ':']],
  ['[', [], ['[']],
  ['[c-a]', [], ['b']],
  ['\\*', ['*'], ['a']],
  ['a.b+(c)|$', ['a.b+(c)|$'], ['axb+(c)|$']],
  ['a\\', [], ['a', 'a\\']],
];

t.test("patterns match as git's do", async t => {
  for (const [pattern, yes, no] of CASES) {
    for (const text of yes) t.match(text, wildmatch(pattern), `${pattern} matches ${text}`);
    for (const text of no) t.notMatch(text, wildmatch(pattern), `${pattern} does not match ${text}`);
  }
  t.match('ABC', wildmatch('[a]bc', { ignoreCase: true }));
});

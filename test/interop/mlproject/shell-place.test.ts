import t from 'tap';
import { readShell, START } from '../../../src/interop/mlproject/shell-place.ts';

const kindBehind = (text: string) => readShell(START, text).kind;

t.test('quotes, comments and substitutions are told apart', async t => {
  const kinds: readonly [string, string][] = [
    ['', 'bare'],
    ['python ', 'bare'],
    ['a "', 'double'],
    ["a '", 'single'],
    ['a "b" ', 'bare'],
    [`a "it's `, 'double'],
    [`a 'say "`, 'single'],
    [`a \\"`, 'bare'],
    ['a # b', 'other'],
    ["a # it's\n", 'bare'],
    ['a#b', 'bare'],
    ['a "$(b ', 'bare'],
    ['a "$(b "', 'double'],
    ['a "$(b "c") ', 'double'],
    ['a `b ', 'other'],
    ['a `b` ', 'bare'],
    [`a \${b`, 'other'],
    [`a \${b} `, 'bare'],
    ['a $', 'other'],
    ["a '$", 'single'],
    ['a \\', 'other'],
    ["a $'", 'other'],
    ["a $'b' ", 'other'],
    ['cat <<E\n', 'other'],
    ['cat < f ', 'bare'],
    ['a $((', 'other'],
    ['"$(case a in a) b ', 'other'],
    ['case a in a) b ', 'bare'],
  ];
  for (const [text, kind] of kinds) t.equal(kindBehind(text), kind, text);
});

t.test('a text may come in pieces', async t => {
  const text = `a "$(b 'c' "d ")" # it's\n \${x} `;
  for (let at = 0; at <= text.length; at++)
    t.same(readShell(readShell(START, text.slice(0, at)), text.slice(at)), readShell(START, text));
});

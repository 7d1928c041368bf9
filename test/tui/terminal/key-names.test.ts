import t from 'tap';
import { codeKey, controlKey, keyName, printedKeys } from '../../../src/tui/terminal/key-names.ts';

t.test('modifiers stand in one order', async t => {
  t.equal(keyName('up', 0), 'up');
  t.equal(keyName('up', 1 | 2 | 4), 'ctrl+alt+shift+up');
  t.equal(keyName('up', 64 | 128), 'up', 'that CapsLock and NumLock are on says nothing');
});

t.test('control characters are their keys', async t => {
  const names = [0, 1, 3, 8, 9, 10, 13, 26, 27, 28, 29, 30, 31, 127].map(code => controlKey(code));
  t.same(names, [
    ...['ctrl+space', 'ctrl+a', 'ctrl+c', 'backspace', 'tab', 'ctrl+j', 'enter', 'ctrl+z', 'esc'],
    ...['ctrl+\\', 'ctrl+]', 'ctrl+^', 'ctrl+_', 'backspace'],
  ]);
  t.equal(controlKey(1, 2), 'ctrl+alt+a');
  t.equal(controlKey(127, 2), 'alt+backspace');
});

t.test('a text is the keys it was typed with, a grapheme each', async t => {
  t.same(printedKeys('jG? 1'), ['j', 'G', '?', 'space', '1']);
  t.same(printedKeys('e\u0301é 👩‍🚀🇩🇪日'), ['e\u0301', 'é', 'space', '👩‍🚀', '🇩🇪', '日']);
  t.same(printedKeys('a\u0085\ufffdb'), ['a', 'b'], 'what is no letter is none');
});

t.test('with Shift it is the letter that counts, with Ctrl the key', async t => {
  t.equal(codeKey(0x61, 1), 'A');
  t.equal(codeKey(0x31, 1, 0x21), '!');
  t.equal(codeKey(0x61, 1 | 4), 'ctrl+shift+a');
  t.equal(codeKey(0x41, 4), 'ctrl+a');
  t.equal(codeKey(0x61, 1, 0x110000), 'A');
  t.equal(codeKey(0x20, 1 | 2), 'alt+space');
});

t.test('keys without a name are none', async t => {
  for (const code of [0, 1, 0x85, 0xd800, 57441, 0xf8ff, 0x110000, Number.POSITIVE_INFINITY])
    t.equal(codeKey(code, 0), undefined, String(code));
});

import fc from 'fast-check';
import t from 'tap';
import { endOf } from '../../../src/tui/state/log-bytes.ts';
import { rowsOf, textOf } from '../../../src/tui/state/log-text.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { heldLog } from '../../support/log-states.ts';

function shown(bytes: string | Uint8Array, colours = false): string {
  const log = heldLog({ parts: [bytes] });
  return textOf(log, { start: 0, end: endOf(log), from: 0, to: endOf(log) }, colours);
}

t.test('a line is safe to show; its colours pass where they may', async t => {
  const text = '\x1b[31mred\x1b[0m \x1b[2J\x1b]0;title\x07';
  t.equal(shown(text), 'red \\u{1b}[2J\\u{1b}]0;title\\u{7}');
  t.equal(shown(text, true), '\x1b[31mred\x1b[0m \\u{1b}[2J\\u{1b}]0;title\\u{7}');
});

t.test('garbage is survived', async t => {
  t.equal(shown(Uint8Array.of(0, 0xff, 0xc3, 0x41)), '\\u{0}��A');
});

t.test('tabs are as wide as on a terminal', async t => {
  t.equal(shown('a\tbc\t日\td'), 'a       bc      日      d');
  t.equal(shown('\x1b[1ma\x1b[0m\tb', true), '\x1b[1ma\x1b[0m       b');
});

t.test('a text that has room is a row', async t => {
  t.same(rowsOf('', 4), ['']);
  t.same(rowsOf('four', 4), ['four']);
  t.same(rowsOf('fivefive5', 4), ['five', 'five', '5']);
});

t.test('styles go on in the next row, and no row leaves one on', async t => {
  t.same(rowsOf('\x1b[1;31mredred\x1b[0mend', 4), [
    '\x1b[1;31mredr\x1b[m',
    '\x1b[1m\x1b[31med\x1b[0men',
    'd',
  ]);
  t.same(rowsOf('\x1b[38;5;75mab\x1b[4mcd\x1b[24mef\x1b[39m', 2), [
    '\x1b[38;5;75mab\x1b[4m\x1b[m',
    '\x1b[38;5;75m\x1b[4mcd\x1b[24m\x1b[m',
    '\x1b[38;5;75mef\x1b[39m',
  ]);
});

t.test('rows have the text in them, none is too wide, and no character is cut', async t => {
  const texts = fc.array(
    fc.constantFrom('a', ' ', '日', 'é', '👩‍🔬', '\x1b[31m', '\x1b[0m', '\x1b[1m', '\x1b[22m'),
  );
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 9 }), (pieces, width) => {
      const text = pieces.join('');
      const rows = rowsOf(text, width);
      t.equal(rows.map(unstyled).join(''), unstyled(text));
      for (const row of rows) t.ok(widthOf(unstyled(row)) <= width);
    }),
  );
});

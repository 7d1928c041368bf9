import fc from 'fast-check';
import t from 'tap';
import { sliceCells } from '../../../src/tui/surface/slice-cells.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';

t.test('a part of a line has the styles of its cells', async t => {
  const line = '\x1b[1mbold\x1b[22m plain';
  t.equal(sliceCells(line, 2, 7), '\x1b[1mld\x1b[22m pl');
  t.equal(sliceCells(line, 5, 99), '\x1b[1m\x1b[22mplain');
  t.equal(unstyled(sliceCells(line, 99, 120)), '');
});

t.test('a wide character at an edge leaves a blank, and nothing moves', async t => {
  t.equal(sliceCells('日本語', 0, 3), '日 ');
  t.equal(sliceCells('日本語', 1, 6), ' 本語');
  t.equal(sliceCells('日本語', 1, 3), '  ');
  t.equal(sliceCells('日本語', 1, 2), ' ');
});

t.test('marks stay with their letter', async t => {
  t.equal(sliceCells('e\u0301e\u0301e\u0301', 1, 2), 'e\u0301');
});

t.test('a part is as wide as it is to be, whatever is in the line', async () => {
  const piece = fc.constantFrom('a', ' ', '日', '🎉', 'e\u0301', '\x1b[31m', '\x1b[39m', '…', '한');
  fc.assert(
    fc.property(fc.array(piece), fc.nat(20), fc.nat(20), (pieces, from, length) => {
      const line = pieces.join('');
      const whole = widthOf(unstyled(line));
      const wanted = Math.max(0, Math.min(whole, from + length) - from);
      return widthOf(unstyled(sliceCells(line, from, from + length))) === wanted;
    }),
  );
});

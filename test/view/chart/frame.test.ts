import t from 'tap';
import { frameOf, piecesOf, spansOf } from '../../../src/view/chart/frame.ts';

t.test('what has no place widens no axis', async t => {
  const all = [{ x: [1, 2, Number.NaN, 4], y: [5, Number.POSITIVE_INFINITY, 6, -1] }];
  t.same(spansOf(all, {}), { left: 1, right: 4, low: -1, high: 5 });
  t.same(spansOf(all, { logY: true }), { left: 1, right: 1, low: 5, high: 5 });
  t.equal(spansOf([{ x: [Number.NaN], y: [1] }], {}), undefined);
});

t.test('axes stand around as many rows as there are', async t => {
  const frame = frameOf({ left: 0, right: 10, low: 0, high: 4 }, { width: 24, height: 6, label: 'step' });
  const lines = frame.around(Array.from({ length: frame.rows }, () => []));
  t.same(
    lines.map(pieces => pieces.map(({ text }) => text).join('')),
    ['4 ┤', '  │', '2 ┤', '0 ┤', '  └┬─────────┬─────────┬', '   0         5      step'],
  );
});

t.test('neighbours of one owner are one piece, and blanks at the end none', async t => {
  const cell = (layer: number) => ({ sign: '●', layer });
  t.same(piecesOf([cell(1), cell(1), undefined, cell(2), undefined]), [
    { text: '●●', of: 1 },
    { text: ' ', of: 'axis' },
    { text: '●', of: 2 },
  ]);
});

t.test('what stands on its own is kept, blanks behind it are not', async t => {
  const line = { sign: '│', layer: 'axis' as const };
  t.same(piecesOf([undefined, line, undefined]), [{ text: ' │', of: 'axis' }]);
});

t.test('an axis has two values where there is room for them', async t => {
  const frame = frameOf({ left: 0, right: 10, low: 0.15, high: 2.48 }, { width: 24, height: 7 });
  const lines = frame.around(Array.from({ length: frame.rows }, () => []));
  t.same(
    lines.map(pieces =>
      pieces
        .map(({ text }) => text)
        .join('')
        .trimEnd()
        .slice(0, 5),
    ),
    ['  │', '2 ┤', '  │', '1 ┤', '  │', '  └┬─', '   0 '],
  );
});

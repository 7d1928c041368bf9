import t from 'tap';
import { Canvas } from '../../../src/view/chart/canvas.ts';

const text = (canvas: Canvas, row: number) =>
  canvas
    .row(row)
    .map(cell => cell?.sign ?? ' ')
    .join('');

t.test('a cell has eight dots', async t => {
  const canvas = new Canvas(2, 1);
  for (let y = 0; y < 4; y++) for (let x = 0; x < 2; x++) canvas.dot(x, y, 0);
  t.equal(text(canvas, 0), '⣿ ');
});

t.test('a line has both its ends, whichever way it goes', async t => {
  const corners = [
    [0, 0],
    [7, 3],
    [0, 3],
    [7, 0],
  ] as const;
  for (const from of corners) {
    for (const to of corners) {
      const [one, other] = [new Canvas(4, 1), new Canvas(4, 1)];
      one.line(from, to, 0);
      other.line(to, from, 0);
      t.equal(one.row(0).filter(Boolean).length, other.row(0).filter(Boolean).length);
    }
  }
});

t.test('the last to draw in a cell gives its colour, and what lies outside is passed over', async t => {
  const canvas = new Canvas(1, 1);
  canvas.dot(0, 0, 1);
  canvas.dot(1, 1, 2);
  canvas.dot(-1, 9, 3);
  t.same(canvas.row(0), [{ sign: '⠑', layer: 2 }]);
});

import t from 'tap';
import { piecesOf } from '../../../src/view/chart/frame.ts';
import { drawCurves } from '../../../src/view/chart/line-chart.ts';
import { cellOf, overlay } from '../../../src/view/chart/overlay.ts';

const rising = { x: [0, 1, 2, 3, 4], y: [0, 1, 2, 3, 4] };
const drawing = drawCurves([rising], { width: 24, height: 7 });

t.test('a line stands behind the curves, and signs before them', async t => {
  if (drawing === undefined) throw new Error('nothing is drawn');
  const { frame, cells } = drawing;
  const last = cellOf(frame, 4, 4);
  t.same(last, { column: frame.columns - 1, row: 0 });
  const marks = [{ column: 20, row: 0, sign: '●', layer: 0 }];
  const lines = frame
    .around(overlay(cells, marks, 6).map(piecesOf))
    .map(line => line.map(({ text }) => text));
  t.same(
    lines.map(line => line.join('')),
    [
      '4 ┤      │          ⣀⠤⠒●',
      '  │      │      ⣀⠤⠒⠉',
      '2 ┤      │ ⢀⣀⠤⠒⠉',
      '  │   ⢀⡠⠤⠒⠊⠁',
      '0 ┤⡠⠔⠊⠁  │',
      '  └┬─────────┬─────────┬',
      '   0         2         4',
    ],
  );
  t.same(
    cells.map(row => row.filter(cell => cell?.sign === '│').length),
    [0, 0, 0, 0, 0],
  );
});

t.test('what lies outside has no cell, and what has none is passed over', async t => {
  if (drawing === undefined) throw new Error('nothing is drawn');
  t.same(
    [cellOf(drawing.frame, 5, 1), cellOf(drawing.frame, 1, -1), cellOf(drawing.frame, 1, Number.NaN)],
    [undefined, undefined, undefined],
  );
  const marks = [{ column: 99, row: 99, sign: '●', layer: 0 }];
  t.same(overlay(drawing.cells, marks, 99), drawing.cells);
});

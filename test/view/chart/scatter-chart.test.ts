import t from 'tap';
import { markOf, scatterChart } from '../../../src/view/chart/scatter-chart.ts';

const drawn = (...args: Parameters<typeof scatterChart>) =>
  scatterChart(...args).map(pieces => pieces.map(({ text }) => text).join(''));

t.test('a mark stands in the cell of its values', async t => {
  const points = [
    { x: 0, y: 0, of: 0 },
    { x: 10, y: 4, of: 1 },
  ];
  t.same(drawn(points, { width: 24, height: 6 }), [
    '4 ┤                    ▲',
    '  │',
    '2 ┤',
    '0 ┤●',
    '  └┬─────────┬─────────┬',
    '   0         5        10',
  ]);
});

t.test('what has no place is left out', async t => {
  const points = [
    { x: 0, y: 1, of: 0 },
    { x: 1, y: 1, of: 0 },
    { x: 100, y: Number.NaN, of: 0 },
  ];
  t.equal(drawn(points, { width: 40, height: 8, logX: true }).join('').match(/●/g)?.length, 1);
  t.same(drawn([], { width: 40, height: 8 }), ['no points']);
});

t.test('groups have marks of their own, told apart without colour', async t => {
  t.equal(new Set([0, 1, 2, 3, 4, 5, 6, 7].map(markOf)).size, 8);
});

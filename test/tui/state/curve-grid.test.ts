import fc from 'fast-check';
import t from 'tap';
import { GAP, gridOf } from '../../../src/tui/state/curve-grid.ts';

const shape = (width: number, height: number, metrics: number, isOne = false) => {
  const { columns, rows } = gridOf({ width, height }, { metrics, runs: 1, isOne });
  return [columns, rows];
};

t.test('as many charts as there is room for, in the form that suits them', async t => {
  t.same(shape(80, 20, 1), [1, 1]);
  t.same(shape(80, 20, 9), [2, 2]);
  t.same(shape(200, 47, 2), [2, 1]);
  t.same(shape(200, 47, 99), [4, 4]);
  t.same(shape(60, 40, 3), [1, 3]);
  t.same(shape(80, 20, 9, true), [1, 1]);
});

t.test('the legend has a line for each run, up to a third; a low pane has none', async t => {
  const legend = (height: number, runs: number) =>
    gridOf({ width: 80, height }, { metrics: 1, runs, isOne: false }).legend;
  t.same([legend(20, 1), legend(20, 3), legend(20, 12), legend(9, 3)], [2, 4, 6, 0]);
});

t.test('whatever the room, all of it fits', async () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 400 }),
    height: fc.integer({ min: 1, max: 150 }),
  });
  const wish = fc.record({ metrics: fc.nat(50), runs: fc.nat(12), isOne: fc.boolean() });
  fc.assert(
    fc.property(size, wish, (room, wanted) => {
      const { columns, rows, width, height, legend } = gridOf(room, wanted);
      const isWide = columns * width + (columns - 1) * GAP <= room.width;
      return isWide && rows * height + legend <= room.height && width > 0 && height > 0;
    }),
  );
});

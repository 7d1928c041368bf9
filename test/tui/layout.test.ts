import fc from 'fast-check';
import t from 'tap';
import { type LayoutWish, layoutOf, SMALLEST } from '../../src/tui/layout.ts';
import { PANE_NAMES } from '../../src/tui/pane-names.ts';
import { holds, type Rect } from '../../src/tui/surface/rect.ts';

const wish = (columns: number, rows: number, changes: Partial<LayoutWish> = {}): LayoutWish => ({
  columns,
  rows,
  focus: 'runs',
  beside: 'detail',
  zoomed: false,
  ...changes,
});
const names = (...given: Parameters<typeof wish>) => layoutOf(wish(...given)).panes.map(({ name }) => name);

t.test('there is one pane below 100 columns, two below 140, and three from there', async t => {
  t.same(names(99, 50), ['runs']);
  t.same(names(100, 50), ['runs', 'detail']);
  t.same(names(139, 50), ['runs', 'detail']);
  t.same(names(140, 50), ['runs', 'detail', 'metrics']);
  t.same(names(140, 20), ['runs', 'detail']);
});

t.test('the pane with the focus is on the screen, the one before it stays beside the runs', async t => {
  t.same(names(80, 24, { focus: 'output', beside: 'output' }), ['output']);
  t.same(names(120, 24, { beside: 'diff' }), ['runs', 'diff']);
  t.same(names(200, 50, { beside: 'diff' }), ['runs', 'detail', 'diff']);
  t.same(names(200, 50, { focus: 'detail', beside: 'detail' }), ['runs', 'detail', 'metrics']);
});

t.test('a pane can have the whole screen', async t => {
  t.same(names(200, 50, { zoomed: true, focus: 'metrics' }), ['metrics']);
});

t.test('a low screen does without the keys', async t => {
  t.equal(layoutOf(wish(80, 11)).footer, undefined);
  t.same(layoutOf(wish(80, 12)).footer, { x: 0, y: 11, width: 80, height: 1 });
});

t.test('every cell of every screen belongs to one part', async () => {
  const pane = fc.constantFrom(...PANE_NAMES);
  const wishes = fc.record({
    columns: fc.integer({ min: SMALLEST.columns, max: 400 }),
    rows: fc.integer({ min: SMALLEST.rows, max: 100 }),
    focus: pane,
    beside: fc.constantFrom(...PANE_NAMES.filter(name => name !== 'runs')),
    zoomed: fc.boolean(),
  });
  fc.assert(
    fc.property(wishes, given => {
      const { tabs, panes, rule, status, footer } = layoutOf(given);
      const parts = [tabs, status, rule, footer, ...panes.flatMap(({ title, body }) => [title, body])];
      const rects = parts.filter((rect): rect is Rect => rect !== undefined);
      const area = rects.reduce((sum, { width, height }) => sum + width * height, 0);
      const isWithin = rects.every(
        ({ x, y, width, height }) =>
          x >= 0 && y >= 0 && x + width <= given.columns && y + height <= given.rows,
      );
      const apart = rects.every((one, at) =>
        rects.slice(at + 1).every(other => !overlap(one, other) && !overlap(other, one)),
      );
      return isWithin && apart && area === given.columns * given.rows;
    }),
  );
});

t.test('no pane is on the screen twice, and the one with the focus is', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 400 }),
      fc.integer({ min: 6, max: 100 }),
      fc.constantFrom(...PANE_NAMES),
      (columns, rows, focus) => {
        const found = names(columns, rows, { focus, beside: focus === 'runs' ? 'detail' : focus });
        return found.includes(focus) && new Set(found).size === found.length;
      },
    ),
  );
});

function overlap(one: Rect, other: Rect): boolean {
  const corners = [
    [one.x, one.y],
    [one.x + one.width - 1, one.y],
    [one.x, one.y + one.height - 1],
    [one.x + one.width - 1, one.y + one.height - 1],
  ] as const;
  return corners.some(([x, y]) => holds(other, x, y));
}

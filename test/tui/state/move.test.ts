import fc from 'fast-check';
import t from 'tap';
import { distanceOf, follow, moved, scrolled } from '../../../src/tui/state/move.ts';

t.test('movements are told by the height of the screen', async t => {
  const by = (action: string) => distanceOf(action, 20);
  t.same(['down', 'up', 'half-down', 'half-up', 'page-down', 'page-up'].map(by), [1, -1, 10, -10, 19, -19]);
  t.equal(by('last'), Number.POSITIVE_INFINITY);
  t.equal(by('first'), Number.NEGATIVE_INFINITY);
  t.equal(by('sort'), undefined);
});

t.test('wherever one goes, the cursor is in the list and on the screen', async () => {
  const extent = fc.record({
    length: fc.integer({ min: 1, max: 200 }),
    height: fc.integer({ min: 1, max: 60 }),
  });
  const steps = fc.array(fc.oneof(fc.integer({ min: -300, max: 300 }), fc.constantFrom(Infinity, -Infinity)));
  fc.assert(
    fc.property(extent, steps, (size, all) => {
      let place = { cursor: 0, top: 0 };
      for (const by of all) {
        place = moved(place, by, size);
        const { cursor, top } = place;
        if (cursor < 0 || cursor >= size.length) return false;
        if (cursor < top || cursor >= top + size.height) return false;
        if (top < 0 || top > Math.max(0, size.length - size.height)) return false;
      }
      return true;
    }),
  );
});

t.test('two lines stay in sight above and below the cursor', async t => {
  t.equal(follow(10, 0, { length: 100, height: 10 }), 3);
  t.equal(follow(10, 9, { length: 100, height: 10 }), 8);
  t.equal(follow(99, 0, { length: 100, height: 10 }), 90);
});

t.test('a page ends with its last line at the bottom of the screen', async t => {
  t.equal(scrolled(0, Infinity, { length: 100, height: 10 }), 90);
  t.equal(scrolled(5, -9, { length: 100, height: 10 }), 0);
  t.equal(scrolled(0, 5, { length: 3, height: 10 }), 0);
});

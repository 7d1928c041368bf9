import t from 'tap';
import { holds } from '../../../src/tui/surface/rect.ts';

t.test('a part has its first cells, and not those behind its last', async t => {
  const rect = { x: 2, y: 3, width: 4, height: 1 };
  t.ok(holds(rect, 2, 3));
  t.ok(holds(rect, 5, 3));
  for (const [x, y] of [
    [1, 3],
    [6, 3],
    [2, 2],
    [2, 4],
  ] as const)
    t.notOk(holds(rect, x, y), `${x}, ${y}`);
  t.notOk(holds({ ...rect, width: 0 }, 2, 3));
});

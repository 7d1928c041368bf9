/** @jsxRuntime automatic */
import { Box, Text } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { Window, windowRect } from '../../../src/tui/chrome/window.tsx';
import type { Rect } from '../../../src/tui/surface/rect.ts';
import { SurfaceContext } from '../../../src/tui/surface/region.tsx';
import type { Surface } from '../../../src/tui/surface/surface.ts';
import { unstyled } from '../../../src/view/style.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const screen = { columns: 30, rows: 12 };

t.test('a window lies in the middle, and nothing shows through', async t => {
  const { lastFrame } = render(
    <Box width={30} height={12}>
      <Text>{'below '.repeat(60)}</Text>
      <Window {...screen} width={12} title="Title" theme={PLAIN_THEME} lines={['one', '', 'two']} />
    </Box>,
  );
  t.same(
    unstyled(lastFrame() ?? '')
      .split('\n')
      .slice(3, 8),
    [
      'below b╭─ Title ──────╮ below',
      'below b│ one          │ below',
      'below b│              │ below',
      'below b│ two          │ below',
      'below b╰──────────────╯ below',
    ],
  );
});

t.test('it is as large as it may be, and no larger', async t => {
  t.same(windowRect({ columns: 80, rows: 24 }, { width: 20, height: 3 }), {
    x: 28,
    y: 9,
    width: 24,
    height: 5,
  });
  t.same(windowRect({ columns: 80, rows: 24 }, { width: 200, height: 99 }), {
    x: 1,
    y: 2,
    width: 78,
    height: 20,
  });
  for (const columns of [1, 20, 40])
    for (const rows of [1, 6, 10]) {
      const rect = windowRect({ columns, rows }, { width: 99, height: 99 });
      t.ok(rect.x >= 0 && rect.y >= 0 && rect.width <= columns && rect.height <= rows, `${columns}×${rows}`);
    }
});

t.test('the surface is told where it lies, and that it is gone', async t => {
  const told: (Rect | undefined)[] = [];
  const surface = { above: (rect: Rect | undefined) => void told.push(rect) } as unknown as Surface;
  const { unmount } = render(
    <SurfaceContext.Provider value={surface}>
      <Window {...screen} width={12} title="x" theme={PLAIN_THEME} lines={['one']} />
    </SurfaceContext.Provider>,
  );
  unmount();
  t.same(told, [windowRect(screen, { width: 12, height: 1 }), undefined]);
});

t.test('a line that is too wide is cut', async t => {
  const { lastFrame } = render(
    <Box width={30} height={12}>
      <Window {...screen} width={8} title="x" theme={PLAIN_THEME} lines={['0123456789']} />
    </Box>,
  );
  t.match(unstyled(lastFrame() ?? ''), '│ 01234567 │');
});

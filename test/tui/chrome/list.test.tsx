/** @jsxRuntime automatic */
import { Box } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { List } from '../../../src/tui/chrome/list.tsx';
import type { ListMode } from '../../../src/tui/state/mode.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

t.test('a list says of what it is, and of how many', async t => {
  for (const [key, title] of [
    ['?', 'Keys of Runs'],
    ['w', 'Saved views: 0 views'],
    ['@', 'What was done: 0 commands'],
  ] as const) {
    const control = controlOf({ columns: 80, lines: 24 });
    control.press(key);
    const app = control.state();
    const { lastFrame } = render(
      <Box width={80} height={24}>
        <List app={app} mode={app.mode as ListMode} theme={PLAIN_THEME} />
      </Box>,
    );
    t.match(unstyled(lastFrame() ?? ''), `─ ${title} ─`);
  }
});

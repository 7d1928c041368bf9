/** @jsxRuntime automatic */
import { Box } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { Columns } from '../../../src/tui/chrome/columns.tsx';
import type { ColumnsMode } from '../../../src/tui/state/mode.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

t.test('it says how many columns are on', async t => {
  const control = controlOf({ columns: 80, lines: 24 });
  const on = control.state().runs.columns.length;
  control.press('o', 'space');
  const app = control.state();
  const { lastFrame } = render(
    <Box width={80} height={24}>
      <Columns app={app} mode={app.mode as ColumnsMode} theme={PLAIN_THEME} />
    </Box>,
  );
  t.match(unstyled(lastFrame() ?? ''), `─ Columns: ${on - 1} of `);
  t.match(unstyled(lastFrame() ?? ''), '[x] name');
});

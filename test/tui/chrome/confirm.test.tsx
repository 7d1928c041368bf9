/** @jsxRuntime automatic */
import { Box } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { Confirm } from '../../../src/tui/chrome/confirm.tsx';
import type { Mode } from '../../../src/tui/state/mode.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf, until } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

t.test('the question is as wide as it has to be', async t => {
  const control = controlOf({ columns: 80, lines: 24 });
  control.press('D');
  await until(() => control.state().mode.kind === 'confirm');
  const app = control.state();
  const mode = app.mode as Extract<Mode, { kind: 'confirm' }>;
  const { lastFrame } = render(
    <Box width={80} height={24}>
      <Confirm app={app} mode={mode} theme={PLAIN_THEME} />
    </Box>,
  );
  const lines = unstyled(lastFrame() ?? '')
    .split('\n')
    .filter(line => line.trim() !== '');
  t.match(lines[0], /^ +╭─ Please confirm ─+╮$/);
  t.ok(lines.some(line => line.includes('Move run-0 (')));
  t.ok(lines.every(line => line.length === lines[0]?.length));
  t.ok((lines[0]?.trim().length ?? 0) < 60);
});

/** @jsxRuntime automatic */
import { Box } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { Dialog } from '../../../src/tui/chrome/dialog.tsx';
import { pageOf } from '../../../src/tui/do/run-command.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const shown = (control: TestControl) =>
  unstyled(
    render(
      <Box width={100} height={30}>
        <Dialog app={control.state()} theme={PLAIN_THEME} />
      </Box>,
    ).lastFrame() ?? '',
  );

t.test('what is open lies above the panes, and nothing where nothing is', async t => {
  const control = controlOf();
  t.equal(shown(control).trim(), '');
  control.press('?');
  t.match(shown(control), '─ Keys of Runs ─');
  control.press('esc', 'o');
  t.match(shown(control), '─ Columns: ');
  control.press('esc', 'w');
  t.match(shown(control), '─ Saved views: 0 views ─');
  control.press('esc', 'D');
  await until(() => control.state().mode.kind === 'confirm');
  t.match(shown(control), '─ Please confirm ─');
});

t.test('what a command said stays while it is searched', async t => {
  const control = controlOf();
  control.store.send({ kind: 'mode', mode: pageOf('git run log', 'one\ntwo') });
  t.match(shown(control), '─ git run log ─');
  control.press('/');
  control.type('tw');
  t.match(shown(control), '[tw]o');
});

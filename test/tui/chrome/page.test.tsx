/** @jsxRuntime automatic */
import { Box } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { CommandPage } from '../../../src/tui/chrome/page.tsx';
import { pageOf } from '../../../src/tui/do/run-command.ts';
import type { PageMode } from '../../../src/tui/state/mode.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const shown = (control: TestControl) =>
  unstyled(
    render(
      <Box width={80} height={24}>
        <CommandPage app={control.state()} mode={control.state().mode as PageMode} theme={PLAIN_THEME} />
      </Box>,
    ).lastFrame() ?? '',
  );
const open = (said: string) => {
  const control = controlOf({ columns: 80, lines: 24 });
  control.store.send({ kind: 'mode', mode: pageOf('git run x', said) });
  return control;
};

t.test('a short page is as high as it is', async t => {
  const frame = shown(open('one\ntwo'));
  t.match(frame, '─ git run x ─');
  t.equal(frame.split('\n').filter(line => line.includes('│')).length, 2);
});

t.test('of a long one it says where one is', async t => {
  const control = open(Array.from({ length: 99 }, (_, n) => `line ${n}`).join('\n'));
  t.match(shown(control), ': 1–18 of 99 ─');
  control.press('G');
  t.match(shown(control), ': 82–99 of 99 ─');
  t.match(shown(control), 'line 98');
});

t.test('a match at the end has what is before it in sight', async t => {
  const control = open(Array.from({ length: 20 }, (_, n) => `line ${n}`).join('\n'));
  control.press('/');
  control.type('line 19');
  control.press('enter');
  t.match(shown(control), 'line 2 ');
  t.match(shown(control), '[line 19]');
});

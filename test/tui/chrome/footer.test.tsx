/** @jsxRuntime automatic */
import { render } from 'ink-testing-library';
import t from 'tap';
import { Footer } from '../../../src/tui/chrome/footer.tsx';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const shown = ({ keymap, state }: TestControl) => {
  const rect = { x: 0, y: 23, width: 80, height: 1 };
  return unstyled(
    render(<Footer {...{ rect, keymap }} app={state()} theme={PLAIN_THEME} />).lastFrame() ?? '',
  );
};

t.test('it has the keys of the pane with the focus, and the way to all of them', async t => {
  const control = controlOf();
  t.match(shown(control), /^Enter open {2}Space mark .* {2}\? keys {2}Q quit$/);
  control.press('5');
  t.match(shown(control), /^\] hunk/);
});

t.test('what is open has it for its own', async t => {
  const control = controlOf();
  control.press('w');
  t.match(shown(control), /^Enter look at it/);
});

/** @jsxRuntime automatic */
import t from 'tap';
import { PaneTitle } from '../../../src/tui/chrome/pane-title.tsx';
import { layout } from '../../../src/tui/state/app.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf } from '../../support/tui-control.ts';
import { shown } from '../../support/tui-screen.tsx';
import { PLAIN_THEME } from '../../support/tui-state.ts';

t.test('a pane says what it is, and about what; the one with the focus is marked', async t => {
  const app = controlOf({ columns: 120 }).state();
  const titles = layout(app).panes.map(pane => {
    const frame = shown(t, <PaneTitle {...{ pane, app }} theme={PLAIN_THEME} />).frame();
    return unstyled(frame).trimEnd();
  });
  t.match(titles, [/^>Runs {2}10$/, /^ Detail {2}run-0$/]);
});

/** @jsxRuntime automatic */
import t from 'tap';
import { Tabs } from '../../../src/tui/chrome/tabs.tsx';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf } from '../../support/tui-control.ts';
import { shown } from '../../support/tui-screen.tsx';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const line = (t: Parameters<typeof shown>[0], width: number, title: string) => {
  const rect = { x: 0, y: 0, width, height: 1 };
  return unstyled(
    shown(t, <Tabs {...{ rect, title }} app={controlOf().state()} theme={PLAIN_THEME} />).frame(),
  );
};

t.test('the panes stand on the left, the repository on the right', async t => {
  t.match(line(t, 100, 'project'), /^1 Runs 2 Detail .* 9 Remote +project$/);
});

t.test('a name without room, or that a terminal would obey, does no harm', async t => {
  t.ok(line(t, 90, 'x'.repeat(200)).length <= 90);
  t.notMatch(line(t, 100, '\x1b]0;x\x07'), '\x1b');
});

import t from 'tap';
import { tabPlaces } from '../../../src/tui/chrome/tab-places.ts';
import { hearInput } from '../../../src/tui/controller.ts';
import { PANE_NAMES } from '../../../src/tui/pane-names.ts';
import { runsView } from '../../../src/tui/panes/runs-view.ts';
import { bodyOf, layout } from '../../../src/tui/state/app.ts';
import type { Rect } from '../../../src/tui/surface/rect.ts';
import type { MouseInput } from '../../../src/tui/terminal/input.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';
import { CLOCK, someRows } from '../../support/tui-state.ts';

const mouse = (control: TestControl, action: MouseInput['action'], x: number, y: number) =>
  hearInput(control, {
    kind: 'mouse',
    action,
    button: action === 'press' ? 'left' : 'none',
    ...{ x, y, shift: false, alt: false, ctrl: false },
  });
const click = (control: TestControl, x: number, y: number) => mouse(control, 'press', x, y);
const body = (control: TestControl) => bodyOf(control.state(), 'runs') as Rect;

t.test('a name at the top is gone to', async t => {
  const control = controlOf();
  for (const [at, { x, width }] of tabPlaces(100).entries()) {
    click(control, x + width - 1, 0);
    t.equal(control.state().focus, PANE_NAMES[at]);
  }
  const before = control.state();
  click(control, 99, 0);
  t.equal(control.state(), before);
});

t.test('a row is gone to, and opened where the cursor is there already', async t => {
  const control = controlOf();
  const { y } = body(control);
  click(control, 5, y + 4);
  t.match(control.state(), { focus: 'runs', runs: { cursor: 3 } });
  click(control, 5, y + 4);
  t.equal(control.state().focus, 'detail');
});

t.test('a click that only brings the list back opens nothing', async t => {
  const control = controlOf();
  control.press('2');
  click(control, 5, body(control).y + 1);
  t.match(control.state(), { focus: 'runs', runs: { cursor: 0 } });
});

t.test('below the last row there is nothing', async t => {
  const control = controlOf({ rows: someRows(3) });
  click(control, 5, body(control).y + 8);
  t.match(control.state(), { focus: 'runs', runs: { cursor: 0 } });
});

t.test('a title sorts by its column, and again the other way round', async t => {
  const control = controlOf();
  const { x, y, width, height } = body(control);
  const theme = themeOf({ name: 'none', depth: 1, background: 'dark' });
  const [head = ''] = runsView(control.state().runs, { width, height, hasFocus: true }, theme, CLOCK);
  const at = x + unstyled(head).indexOf('acc');
  click(control, at, y);
  t.match(control.state().runs.wish.sort, [{ key: { name: 'acc' }, direction: 'descending' }]);
  click(control, at, y);
  t.match(control.state().runs.wish.sort, [{ direction: 'ascending' }]);
  click(control, x, y);
  t.match(control.state().runs.wish.sort, [{ direction: 'ascending' }]);
});

t.test('where no run is listed nothing is sorted', async t => {
  const control = controlOf({ rows: [] });
  click(control, 3, body(control).y);
  t.same(control.state().runs.wish.sort, []);
});

t.test('the wheel scrolls what is below it, and takes no focus', async t => {
  const control = controlOf({ columns: 120 });
  control.press('2');
  mouse(control, 'wheel-down', 3, 5);
  t.match(control.state(), { focus: 'detail', runs: { cursor: 3 } });
  mouse(control, 'wheel-up', 3, 5);
  t.equal(control.state().runs.cursor, 0);
  const before = control.state();
  mouse(control, 'wheel-down', 3, layout(before).status.y);
  t.equal(control.state(), before);
});

t.test('a key of the footer does what the key does', async t => {
  const control = controlOf();
  const { footer } = layout(control.state());
  click(control, 0, footer?.y ?? 0);
  t.equal(control.state().focus, 'detail', 'Enter opens');
});

t.test('another button, and a mouse that only moves, do nothing', async t => {
  const control = controlOf();
  const before = control.state();
  for (const action of ['move', 'drag', 'release'] as const) mouse(control, action, 20, 0);
  hearInput(control, {
    kind: 'mouse',
    action: 'press',
    button: 'right',
    ...{ x: 20, y: 0, shift: false, alt: false, ctrl: false },
  });
  t.equal(control.state(), before);
});

t.test('while something is open above the panes they do not answer', async t => {
  const control = controlOf();
  control.press('?');
  const before = control.state();
  click(control, 5, body(control).y + 4);
  t.equal(control.state().runs, before.runs);
  t.equal(control.state().focus, before.focus);
});

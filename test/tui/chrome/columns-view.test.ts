import t from 'tap';
import { columnsView } from '../../../src/tui/chrome/columns-view.ts';
import type { ColumnsMode } from '../../../src/tui/state/mode.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const view = (...keys: string[]) => {
  const control = controlOf();
  control.press('o', ...keys);
  return columnsView(control.state().mode as ColumnsMode, { width: 40, height: 12 }, PLAIN_THEME).map(line =>
    unstyled(line).trimEnd(),
  );
};

t.test('columns are on or off, in their order', async t => {
  const lines = view('down', 'space');
  t.equal(lines[2], '[x] id');
  t.equal(lines[3], '> ] name', 'the one under the cursor is marked');
});

t.test('it is as high whatever is typed', async t => {
  t.equal(view().length, 12);
  t.equal(view('z', 'z', 'z').length, 12);
  t.match(view('z', 'z', 'z')[2], 'No run has anything like that.');
});

t.test('the cursor is to be seen', async t => {
  t.equal(view(...Array<string>(20).fill('down')).filter(line => line.startsWith('>')).length, 1);
});

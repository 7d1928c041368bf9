import t from 'tap';
import { listView } from '../../../src/tui/chrome/list-view.ts';
import type { ListMode } from '../../../src/tui/state/mode.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { controlOf } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const view = (mode: ListMode, size = { width: 74, height: 18 }) =>
  listView(mode, size, PLAIN_THEME).map(unstyled);
const help = (options = {}, ...keys: string[]) => {
  const control = controlOf(options);
  control.press('?', ...keys);
  return control.state().mode as ListMode;
};

t.test('keys stand below the heading of their pane', async t => {
  const lines = view(help());
  t.match(lines[0], /^find: /);
  t.equal(lines[2]?.trim(), 'Runs');
  t.match(lines[3], /^>nter +open the run/, 'the cursor is at the first');
  t.ok(lines.every(line => widthOf(line) <= 74));
});

t.test('with room each has its name too', async t => {
  t.match(view(help(), { width: 100, height: 18 })[4], /^Space +mark +mark the run/);
});

t.test('it is as high whatever is typed', async t => {
  t.equal(view(help()).length, 18);
  t.equal(view(help({}, 't', 'r', 'a', 's', 'h')).length, 18);
  t.match(view(help({}, 'x', 'y', 'x'))[2], 'No key does anything like that.');
});

t.test('the cursor is always to be seen', async t => {
  const mode = help();
  for (const cursor of [0, 5, 20, mode.entries.length - 1]) {
    const lines = view({ ...mode, cursor, top: Math.max(0, cursor - 10) });
    t.equal(lines.filter(line => line.startsWith('>')).length, 1, `${cursor}`);
  }
});

t.test('what is off says why in its place', async t => {
  const lines = view(help({ readOnly: '--read-only was given' }, 't', 'r', 'a', 's', 'h'));
  t.ok(lines.some(line => line.includes('off: nothing is changed here')));
});

t.test('an empty list says what would be there', async t => {
  const control = controlOf();
  control.press('w');
  t.match(view(control.state().mode as ListMode)[0], /^None yet: s saves/);
});

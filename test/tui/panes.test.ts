import t from 'tap';
import { PANE_NAMES } from '../../src/tui/pane-names.ts';
import { panes } from '../../src/tui/panes.ts';

t.test('every pane has its own component', async t => {
  t.same(Object.keys(panes), PANE_NAMES);
  t.equal(new Set(Object.values(panes)).size, PANE_NAMES.length);
});

import t from 'tap';
import { NO_OFFERS, PANES } from '../../../src/tui/state/mode.ts';

t.test('at first nothing is open, and nothing offered', async t => {
  t.equal(PANES.kind, 'panes');
  t.same(NO_OFFERS.offers, []);
});

import t from 'tap';
import { BINDINGS } from '../../src/tui/keys/bindings.ts';
import { PANE_NAMES, titleOf } from '../../src/tui/pane-names.ts';

t.test('a pane is called as it is written, with a capital', async t => {
  t.equal(titleOf('runs'), 'Runs');
});

t.test('the number of a pane is its key', async t => {
  for (const [at, name] of PANE_NAMES.entries()) {
    const binding = BINDINGS.find(({ action }) => action === `pane-${name}`);
    t.same(binding?.keys, [`${at + 1}`], name);
  }
});

import t from 'tap';
import { perform } from '../../../src/tui/do/perform.ts';
import { controlOf } from '../../support/tui-control.ts';

t.test('what is done to the terminal is done there', async t => {
  const control = controlOf();
  for (const action of ['suspend', 'redraw', 'quit', 'mouse'] as const) perform(control, action);
  t.same(control.staged, ['suspend', 'redraw', 'quit', 'mouse false']);
  t.equal(control.state().mouse, false);
  t.match(control.state().notice, { text: /left to the terminal/ });
});

t.test('what cannot be done says why, and is not done', async t => {
  const control = controlOf({ readOnly: '--read-only was given' });
  perform(control, 'trash');
  t.match(control.state().notice, { text: /--read-only was given/, tone: 'bad' });
  t.equal(control.state().mode.kind, 'panes');
});

t.test('what was said last goes with the next key', async t => {
  const control = controlOf();
  control.store.send({ kind: 'notice', notice: { text: 'x', tone: 'plain' } });
  perform(control, 'down');
  t.equal(control.state().notice, undefined);
  t.equal(control.state().runs.cursor, 1);
});

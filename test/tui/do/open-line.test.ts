import t from 'tap';
import type { LineMode } from '../../../src/tui/state/mode.ts';
import { controlOf } from '../../support/tui-control.ts';

t.test('a line begins with what there is, its cursor behind it', async t => {
  const control = controlOf();
  control.press('f');
  control.type('name = run-1');
  control.press('enter', 'f');
  t.match(control.state().mode as LineMode, { label: 'filter', before: 'name = run-1', field: { at: 12 } });
});

t.test('it knows where one was', async t => {
  const control = controlOf();
  control.press('j', 'j', '/');
  const { origin } = control.state().mode as LineMode;
  t.equal(origin.run, control.state().runs.rows[2]?.id);
});

t.test('of a page it knows how far down one was', async t => {
  const control = controlOf();
  const text = Array.from({ length: 99 }, (_, n) => `line ${n}`).join('\n');
  control.store.send({ kind: 'doc', pane: 'detail', event: { kind: 'loading', of: 'x', title: 'x' } });
  control.store.send({ kind: 'doc', pane: 'detail', event: { kind: 'text', of: 'x', text } });
  control.press('2', 'j', 'j', '/');
  t.match((control.state().mode as LineMode).origin, { top: 2, searched: '' });
});

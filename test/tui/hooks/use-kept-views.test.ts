import t from 'tap';
import { useKeptViews } from '../../../src/tui/hooks/use-kept-views.ts';
import type { Kept } from '../../../src/tui/state/views.ts';
import { type ControlOptions, controlOf, until } from '../../support/tui-control.ts';
import { hooked } from '../../support/tui-screen.tsx';

function keeping(t: Parameters<typeof hooked>[0], options: ControlOptions = {}) {
  const written: Kept[] = [];
  const writeViews = async (kept: Kept) => void written.push(kept);
  const control = controlOf({ ...options, desk: { writeViews, ...options.desk } });
  const hook = hooked(t, () => useKeptViews(control.desk, control.state(), control.store.send), 0);
  control.store.subscribe(() => hook.again(0));
  return { control, written, ...hook };
}

t.test('how the runs are looked at is kept when it has changed, once', async t => {
  const { control, written } = keeping(t);
  control.press('s');
  control.press('right', 'right', 's');
  await until(() => written.length > 0);
  t.equal(written.length, 1);
  t.match(written[0]?.last?.sort, [{ key: 'status' }]);
});

t.test('where nothing has changed nothing is written', async t => {
  const { control, written, unmount } = keeping(t);
  control.press('j', 'k', '?', 'esc');
  unmount();
  t.same(written, []);
});

t.test('a filter that is still typed is not kept; one that was taken is, with the line', async t => {
  const { control, written, unmount } = keeping(t);
  control.press('f');
  control.type('name = run-1');
  control.press('esc', 'f');
  control.type('name = run-2');
  control.press('enter');
  unmount();
  t.match(written, [{ last: { filter: 'name = run-2' }, filters: ['name = run-2'], commands: [] }]);
});

t.test('what was saved just before the end is written at the end', async t => {
  const { control, written, unmount } = keeping(t);
  control.press('w', 's', 'x', 'enter');
  unmount();
  t.match(written, [{ views: [{ name: 'x' }] }]);
});

t.test('where nothing may be changed nothing is kept', async t => {
  const { control, written, unmount } = keeping(t, { readOnly: '--read-only was given' });
  control.press('s');
  unmount();
  t.same(written, []);
});

t.test('that it cannot be written is told', async t => {
  const { control } = keeping(t, { desk: { writeViews: () => Promise.reject(new Error('no room')) } });
  control.press('s');
  await until(() => control.state().notice !== undefined);
  t.match(control.state().notice, { tone: 'bad', text: /cannot be kept: no room/ });
});

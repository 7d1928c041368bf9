import t from 'tap';
import {
  type AppEvent,
  type AppState,
  bodyOf,
  layout,
  newApp,
  reduceApp,
} from '../../../src/tui/state/app.ts';
import type { Plan } from '../../../src/tui/state/plan.ts';
import { someRows } from '../../support/tui-state.ts';

const app = newApp({ columns: 80, rows: 24, mouse: true, readOnly: undefined });
const after = (state: AppState, ...events: readonly AppEvent[]) => events.reduce(reduceApp, state);
const press = (state: AppState, ...actions: readonly string[]) =>
  after(state, ...actions.map(action => ({ kind: 'action', action }) as const));
const listed = after(app, { kind: 'runs', event: { kind: 'runs', rows: someRows(30), isComplete: true } });

t.test('one goes from pane to pane, and around', async t => {
  t.equal(press(app, 'next-pane').focus, 'detail');
  t.equal(press(app, 'previous-pane').focus, 'remote');
  t.equal(press(app, 'previous-pane', 'next-pane').focus, 'runs');
  t.equal(press(app, 'pane-output').focus, 'output');
});

t.test('the pane of before stays beside the runs', async t => {
  const state = press(app, 'pane-diff', 'pane-runs');
  t.match(state, { focus: 'runs', beside: 'diff' });
  t.same(
    layout({ ...state, columns: 120 }).panes.map(({ name }) => name),
    ['runs', 'diff'],
  );
});

t.test('a key moves in the pane that has the focus, or in the one that is named', async t => {
  t.equal(press(listed, 'down').runs.cursor, 1);
  t.equal(press(listed, 'pane-detail', 'down').runs.cursor, 0);
  const wheel = after(press(listed, 'pane-detail'), { kind: 'action', action: 'down', pane: 'runs' });
  t.equal(wheel.runs.cursor, 1);
});

t.test('a screen down is as far as the pane is high', async t => {
  const wide = { ...listed, columns: 120 };
  t.equal(press(listed, 'page-down').runs.cursor, (bodyOf(listed, 'runs')?.height ?? 0) - 2);
  t.equal(press({ ...wide, rows: 12 }, 'page-down').runs.cursor, 6);
  t.equal(bodyOf(listed, 'output'), undefined);
});

t.test('a pane has the whole screen, and gives it back', async t => {
  const zoomed = press({ ...app, columns: 200 }, 'pane-metrics', 'zoom');
  t.same(
    layout(zoomed).panes.map(({ name }) => name),
    ['metrics'],
  );
  t.equal(layout(press(zoomed, 'zoom')).panes.length > 1, true);
});

t.test('what was done last can be undone first', async t => {
  const plan = (does: string, undo: Plan['undo'] = [{ program: 'git', words: [] }]): Plan => ({
    does,
    commands: [],
    undo,
    runs: [],
    asks: false,
  });
  const done = (one: Plan): AppEvent => ({
    kind: 'done',
    done: { plan: one, exitCode: 0, said: '', isUndone: false },
  });
  const state = after(app, done(plan('a')), done(plan('b')), done(plan('c', [])));
  const undone = after(state, { kind: 'undone' });
  t.same(
    undone.done.map(one => [one.plan.does, one.isUndone]),
    [
      ['c', false],
      ['b', true],
      ['a', false],
    ],
  );
  const all = after(undone, { kind: 'undone' });
  t.equal(after(all, { kind: 'undone' }), all);
});

t.test('so many are remembered, and no more', async t => {
  const one = { plan: {} as Plan, exitCode: 0, said: '', isUndone: false };
  const many = Array.from({ length: 300 }, () => ({ kind: 'done', done: one }) as const);
  t.equal(after(app, ...many).done.length, 200);
});

t.test('where nothing changes the screen is the very same', async t => {
  const calm: readonly AppEvent[] = [
    { kind: 'resize', columns: 80, rows: 24 },
    { kind: 'focus', pane: 'runs' },
    { kind: 'mode', mode: app.mode },
    { kind: 'notice', notice: undefined },
    { kind: 'busy', busy: undefined },
    { kind: 'undone' },
    { kind: 'mouse', on: true },
    { kind: 'runs', event: { kind: 'changed', rows: [], gone: [] } },
    { kind: 'runs', event: { kind: 'go', id: 'nowhere' as never } },
    { kind: 'doc', pane: 'detail', event: { kind: 'text', of: 'something else', text: 'x' } },
    { kind: 'remote', event: { kind: 'there', remote: 'origin', there: new Map() } },
    ...['up', 'left', 'first', 'page-up', 'unknown', 'next-match'].map(
      action => ({ kind: 'action', action }) as const,
    ),
    ...['detail', 'compare', 'diff', 'lineage', 'remote'].flatMap(pane =>
      ['up', 'first', 'left', 'unknown'].map(
        action => ({ kind: 'action', action, pane: pane as AppState['focus'] }) as const,
      ),
    ),
  ];
  for (const event of calm) t.equal(after(listed, event), listed, JSON.stringify(event));
  const last = press(listed, 'last');
  t.equal(press(last, 'down'), last);
});

import t from 'tap';
import type { ListMode } from '../../../src/tui/state/mode.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';

const list = (control: TestControl) => control.state().mode as ListMode;

t.test('the help has every key of the pane, then those of all', async t => {
  const control = controlOf();
  control.press('?');
  const { entries } = list(control);
  t.equal(entries[0]?.group, 'Runs');
  t.ok(entries.some(({ id, key }) => id === 'mark' && key === 'Space'));
  t.same([...new Set(entries.map(({ group }) => group))], ['Runs', 'Everywhere']);
  t.notOk(
    entries.some(({ id }) => id === 'wrap'),
    'none of another pane',
  );
});

t.test('what cannot be done says why', async t => {
  const control = controlOf({ readOnly: '--read-only was given' });
  control.press('?');
  t.match(list(control).entries.find(({ id }) => id === 'trash')?.off, '--read-only was given');
  t.equal(list(control).entries.find(({ id }) => id === 'mark')?.off, undefined);
});

t.test('saved views are told by what they show', async t => {
  const control = controlOf();
  control.store.send({ kind: 'views', views: [{ name: 'bad', filter: 'status = failed', sort: [] }] });
  control.press('w');
  t.match(list(control).entries, [{ name: 'bad', about: 'where status = failed' }]);
});

t.test('what was done has its exit code, the newest first', async t => {
  const control = controlOf();
  const plan = {
    does: 'star x',
    commands: [{ program: 'git run', words: ['tag', 'x', 'star='] }],
    undo: [],
    asks: false,
    runs: [],
  } as const;
  control.store.send({ kind: 'done', done: { plan, exitCode: 0, said: '', isUndone: true } });
  control.store.send({
    kind: 'done',
    done: { plan: { ...plan, does: 'git run tag x star=' }, exitCode: 3, said: 'no', isUndone: false },
  });
  control.press('@');
  t.match(list(control).entries, [
    { key: '✗ 3', about: '' },
    { key: '↶ undone', name: 'star x', about: 'git run tag x star=' },
  ]);
});

t.test('columns are chosen of all there are', async t => {
  const control = controlOf();
  control.press('o');
  t.equal(control.state().mode.kind, 'columns');
});

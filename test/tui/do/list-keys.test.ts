import t from 'tap';
import type { ListMode } from '../../../src/tui/state/mode.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';

const list = (control: TestControl) => control.state().mode as ListMode;
const view = (name: string) => ({ name, filter: 'params.lr = 0.2', sort: [] });
const views = [view('a'), view('b'), view('c')];

t.test('in the help letters find a key, and Enter does it', async t => {
  const control = controlOf();
  control.press('?');
  control.type('mark all');
  t.equal(list(control).cursor, 0);
  control.press('enter');
  t.equal(control.state().runs.marked.size, 10);
  t.equal(control.state().mode.kind, 'panes');
});

t.test('one that is off stays, and says why', async t => {
  const control = controlOf({ readOnly: '--read-only was given' });
  control.press('?');
  control.type('out of it');
  control.press('enter');
  t.equal(control.state().mode.kind, 'list');
  t.match(control.state().notice, { tone: 'bad', text: /read-only/ });
});

t.test('what opens something else does so', async t => {
  const control = controlOf();
  control.press('?');
  control.type('only runs that');
  control.press('enter');
  t.match(control.state().mode, { kind: 'line', purpose: 'filter' });
});

t.test('a view is chosen', async t => {
  const control = controlOf();
  control.store.send({ kind: 'views', views });
  control.press('w', 'j', 'enter');
  t.equal(control.state().runs.wish.filterText, 'params.lr = 0.2');
  t.match(control.state().notice, { text: 'view: b' });
});

t.test('a view is deleted, and the cursor stays in the list', async t => {
  const control = controlOf();
  control.store.send({ kind: 'views', views });
  control.press('w', 'G', 'x');
  t.same(
    list(control).entries.map(({ name }) => name),
    ['a', 'b'],
  );
  t.equal(list(control).cursor, 1);
  control.press('x', 'x', 'x', 'enter');
  t.same(control.state().views, []);
});

t.test('of what was done Enter shows what it said', async t => {
  const control = controlOf();
  const plan = { does: 'star x', commands: [], undo: [], asks: false, runs: [] };
  control.store.send({ kind: 'done', done: { plan, exitCode: 0, said: 'one\ntwo', isUndone: false } });
  control.press('@', 'enter');
  t.match(control.state().mode, { kind: 'page', title: 'star x', doc: { lines: ['one', 'two'] } });
});

t.test('in an empty list nothing is chosen', async t => {
  const control = controlOf();
  control.press('@', 'enter');
  t.equal(control.state().mode.kind, 'list');
  control.press('q');
  t.equal(control.state().mode.kind, 'panes');
});

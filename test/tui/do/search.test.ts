import t from 'tap';
import { currentRun } from '../../../src/tui/state/runs.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(8).map((row, n) => ({ ...row, name: ['calm-heron', 'swift-otter'][n % 2] as string }));
const at = (control: TestControl) => control.state().runs.cursor;
const found = (control: TestControl) => control.state().runs.search?.hits.size;

t.test('the cursor goes to the best run as one types, from where one is', async t => {
  const control = controlOf({ rows });
  control.press('j', 'j', '/');
  control.type('otter');
  await until(() => control.state().runs.search?.text === 'otter');
  t.same([found(control), at(control)], [4, 3]);
  t.equal(currentRun(control.state().runs)?.name, 'swift-otter');
});

t.test('Enter keeps it, n and N go on', async t => {
  const control = controlOf({ rows });
  control.press('/');
  control.type('otter');
  control.press('enter');
  await until(() => found(control) === 4);
  control.press('n');
  t.equal(at(control), 3);
  control.press('N', 'N');
  t.equal(at(control), 7);
});

t.test('Esc undoes it: the search of before, and the cursor where it was', async t => {
  const control = controlOf({ rows });
  control.press('/');
  control.type('otter');
  control.press('enter');
  await until(() => found(control) === 4);
  control.press('g', '/');
  control.type('heron');
  await until(() => control.state().runs.search?.text === 'heron');
  control.press('esc');
  t.same([control.state().runs.search?.text, at(control)], ['otter', 0]);
});

t.test('a search that is undone while it goes on changes nothing any more', async t => {
  const control = controlOf({ rows });
  control.press('/');
  control.type('otter');
  control.press('esc');
  await new Promise(resolve => setTimeout(resolve, 20));
  t.equal(control.state().runs.search, undefined);
});

t.test('a text that is emptied searches nothing', async t => {
  const control = controlOf({ rows });
  control.press('/', 'o');
  await until(() => found(control) !== undefined);
  control.press('backspace');
  t.equal(control.state().runs.search, undefined);
  t.equal(at(control), 0);
});

t.test('a page is searched from where one is, and left as it was', async t => {
  const control = controlOf();
  const text = Array.from({ length: 99 }, (_, n) => `line ${n}`).join('\n');
  control.store.send({ kind: 'doc', pane: 'detail', event: { kind: 'loading', of: 'x', title: 'x' } });
  control.store.send({ kind: 'doc', pane: 'detail', event: { kind: 'text', of: 'x', text } });
  control.press('2', 'j', '/');
  control.type('line 5');
  t.equal(control.state().docs.detail.hit, 5);
  control.type('0');
  t.equal(control.state().docs.detail.hit, 50);
  control.press('esc');
  t.match(control.state().docs.detail, { top: 1, search: '', hit: undefined });
});

t.test('what a command said is searched above the panes', async t => {
  const control = controlOf();
  const { pageOf } = await import('../../../src/tui/do/run-command.ts');
  control.store.send({ kind: 'mode', mode: pageOf('git run x', 'one\ntwo\nthree\nfour') });
  control.press('/');
  control.type('four');
  control.press('enter');
  t.match(control.state().mode, { kind: 'page', doc: { hit: 3 } });
  control.press('/');
  control.type('one');
  control.press('esc');
  t.match(control.state().mode, { kind: 'page', doc: { search: 'four' } });
});

t.test('other panes are told what is searched', async t => {
  const control = controlOf();
  control.press('6', '/');
  control.type('pt');
  t.equal(control.state().artifacts.search, 'pt');
  control.press('esc', '9', '/', 'x', 'enter');
  t.equal(control.state().mode.kind, 'panes');
});

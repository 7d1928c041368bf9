import t from 'tap';
import { remarkOn } from '../../../src/tui/chrome/pane-remark.ts';
import { controlOf } from '../../support/tui-control.ts';

t.test('of the runs it says how many, of how many, by what', async t => {
  const control = controlOf();
  const remark = () => remarkOn(control.state(), 'runs');
  t.equal(remark(), '10');
  control.press('f');
  control.type('params.lr = 0.2');
  control.press('enter', 'space', 'v');
  t.equal(remark(), '5 of 10 · where params.lr = 0.2 · 1 mark · range');
});

t.test('while they are read it says how far that is', async t => {
  const control = controlOf();
  control.store.send({ kind: 'runs', event: { kind: 'reading', done: 1000, total: 100_000 } });
  t.equal(remarkOn(control.state(), 'runs'), 'reading 1,000 of 100,000');
});

t.test('other panes say which run they are about', async t => {
  t.match(remarkOn(controlOf().state(), 'artifacts'), 'run-0');
  t.equal(remarkOn(controlOf({ rows: [] }).state(), 'artifacts'), '');
});

t.test('the remote says which it is', async t => {
  const control = controlOf();
  t.equal(remarkOn(control.state(), 'remote'), '');
  control.store.send({ kind: 'remote', event: { kind: 'remotes', remotes: ['origin'] } });
  t.equal(remarkOn(control.state(), 'remote'), 'origin');
});

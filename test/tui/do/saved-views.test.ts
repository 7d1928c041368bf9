import t from 'tap';
import { chooseView, deleteView, restoreViews, saveView } from '../../../src/tui/do/saved-views.ts';
import { controlOf } from '../../support/tui-control.ts';

t.test('how the runs are looked at is saved, chosen again, and forgotten', async t => {
  const control = controlOf();
  control.press('f');
  control.type('params.lr = 0.2');
  control.press('enter');
  saveView(control, 'second');
  saveView(control, '');
  t.match(control.state().views, [{ name: 'second', filter: 'params.lr = 0.2' }]);
  control.press('esc');
  t.equal(control.state().runs.shown.length, 10);
  chooseView(control, 'second');
  t.equal(control.state().runs.shown.length, 5);
  chooseView(control, 'no such');
  deleteView(control, 'second');
  t.same(control.state().views, []);
});

t.test('at the next start it is as it was left', async t => {
  const kept = {
    views: [{ name: 'a', filter: '', sort: [] }],
    last: { filter: 'name = run-3', sort: [] },
    filters: ['name = run-3'],
    commands: ['log'],
  };
  const control = controlOf({ desk: { readViews: async () => kept } });
  await restoreViews(control);
  t.match(control.state().runs.shown, [{ name: 'run-3' }]);
  t.match(control.state().views, [{ name: 'a' }]);
  t.same(control.state().typed, { filter: ['name = run-3'], command: ['log'] });
});

t.test('where that cannot be read one begins anew, and is told', async t => {
  const control = controlOf({ desk: { readViews: () => Promise.reject(new Error('cannot be read')) } });
  await restoreViews(control);
  t.match(control.state().notice, { text: 'cannot be read', tone: 'bad' });
  t.equal(control.state().runs.shown.length, 10);
});

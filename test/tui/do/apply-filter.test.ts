import t from 'tap';
import { applyFilter, filterError } from '../../../src/tui/do/apply-filter.ts';
import { controlOf, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

t.test('what is wrong is told with its place, and what may have been meant', async t => {
  const control = controlOf();
  t.equal(filterError(control, 'status = failed'), undefined);
  t.equal(filterError(control, '  '), undefined, 'no filter is none');
  t.match(filterError(control, 'stauts = x'), { at: 0, message: /^there is no field.*status\?$/ });
  t.match(filterError(control, 'status ='), { at: 8 });
});

t.test('blanks around a filter are none of it; an empty one is none', async t => {
  const control = controlOf();
  applyFilter(control, ' name = run-1 ');
  t.match(control.state().runs.wish, { filterText: 'name = run-1', filter: { kind: 'compare' } });
  applyFilter(control, ' ');
  t.match(control.state().runs.wish, { filterText: '', filter: undefined });
});

t.test('one that is what holds already makes no list anew', async t => {
  const control = controlOf();
  const { shown } = control.state().runs;
  applyFilter(control, '');
  t.equal(control.state().runs.shown, shown);
});

t.test('of those that are typed in one go the last one holds', async t => {
  const row = someRows(1)[0]!;
  const rows = Array.from({ length: 20_001 }, (_, n) => ({ ...row, name: `r${n}` }));
  const control = controlOf({ rows });
  applyFilter(control, 'name = r1');
  applyFilter(control, 'name = r2');
  await until(() => control.state().runs.shown.length === 1);
  t.match(control.state().runs.shown, [{ name: 'r2' }]);
  applyFilter(control, 'name = r3');
  applyFilter(control, 'name = r2', 'now');
  await new Promise(resolve => setTimeout(resolve, 200));
  t.equal(control.state().runs.wish.filterText, 'name = r2', 'one that is left comes no more');
});

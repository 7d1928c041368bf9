import t from 'tap';
import { choicesOf, chosenColumns, columnsMode, reordered, toggled } from '../../../src/tui/state/columns.ts';
import { fieldOf } from '../../../src/tui/state/field.ts';
import type { ColumnsMode } from '../../../src/tui/state/mode.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const open = (): ColumnsMode => columnsMode(listOf(someRows(5)));
const keys = (mode: ColumnsMode) => mode.all.map(({ key }) => key);
const at = (mode: ColumnsMode, key: string) => ({ ...mode, cursor: keys(mode).indexOf(key) });

t.test('the columns of the list stand first, in their order, then all that runs have', async t => {
  const mode = open();
  const on = mode.all.filter(({ isOn }) => isOn).map(({ key }) => key);
  t.same(keys(mode).slice(0, on.length), on);
  t.same(on.slice(0, 3), ['id', 'name', 'status']);
  for (const key of ['metrics.acc.best', 'metrics.acc.min', 'host', 'seed'])
    t.ok(keys(mode).includes(key), key);
  t.equal(new Set(keys(mode)).size, keys(mode).length);
});

t.test('a column is switched on and off', async t => {
  const off = toggled(at(open(), 'status'));
  t.notOk(chosenColumns(off)?.includes('status'));
  t.ok(chosenColumns(toggled(off))?.includes('status'));
  const none = open().all.reduce((mode, { key, isOn }) => (isOn ? toggled(at(mode, key)) : mode), open());
  t.equal(chosenColumns(none), undefined, 'with none it is as they come');
});

t.test('a column is moved, and the cursor with it', async t => {
  const moved = reordered(at(open(), 'name'), -1);
  t.same(keys(moved).slice(0, 2), ['name', 'id']);
  t.equal(moved.cursor, 0);
  t.equal(reordered(moved, -1), moved, 'not past the end');
});

t.test('what is typed leaves the columns that have it; one is moved past the one that is shown', async t => {
  const mode = { ...open(), field: fieldOf('acc B') };
  t.same(
    choicesOf(mode).map(({ key }) => key),
    ['metrics.acc.best'],
  );
  const two = { ...open(), field: fieldOf('acc.m'), cursor: 1 };
  t.same(
    choicesOf(reordered(two, -1)).map(({ key }) => key),
    ['metrics.acc.max', 'metrics.acc.min'],
  );
  t.equal(toggled({ ...mode, cursor: 5 }).all, mode.all);
});

t.test('what no row has is not offered', async t => {
  t.notOk(keys(columnsMode(listOf(someRows(3)))).includes('signature'));
});

t.test('of very many runs some are asked', async t => {
  const rows = someRows(3000);
  const last = { ...rows[2999]!, tags: { odd: '1' } };
  t.ok(keys(columnsMode(listOf([...rows.slice(0, 2999), last]))).length > 20);
});

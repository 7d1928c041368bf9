import t from 'tap';
import { parseFilter } from '../../../src/query/filter/parse.ts';
import { parseKey } from '../../../src/query/lookup.ts';
import { parseSort } from '../../../src/query/sort.ts';
import { arrange, type Entry, isGroup } from '../../../src/tui/state/arrange.ts';
import { type ListWish, NO_WISH } from '../../../src/tui/state/runs.ts';
import { NOW } from '../../support/run-rows.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(6);
const none: ReadonlySet<never> = new Set();
const list = (wish: Partial<ListWish>, pinned: ReadonlySet<(typeof rows)[number]['id']> = none) =>
  arrange(rows, { ...NO_WISH, today: { now: NOW, zone: () => 0 }, ...wish }, pinned).map(nameOf);
const nameOf = (entry: Entry) => (isGroup(entry) ? `${entry.group} (${entry.rows.length})` : entry.name);

t.test('without a wish the list is all runs as they are', async t => {
  t.same(list({}), ['run-0', 'run-1', 'run-2', 'run-3', 'run-4', 'run-5']);
});

t.test('a filter keeps what it is true of, an order holds', async t => {
  t.same(list({ filter: parseFilter('metrics.acc > 0.02'), sort: parseSort('metrics.acc') }), [
    'run-5',
    'run-4',
    'run-3',
  ]);
});

t.test('groups stand in the order of their first runs, and can be folded', async t => {
  const groupBy = parseKey('params.lr');
  t.same(list({ groupBy }), [
    'params.lr 0.1 (3)',
    'run-0',
    'run-2',
    'run-4',
    'params.lr 0.2 (3)',
    'run-1',
    'run-3',
    'run-5',
  ]);
  t.same(list({ groupBy, folded: new Set(['params.lr 0.1']) }), [
    'params.lr 0.1 (3)',
    'params.lr 0.2 (3)',
    'run-1',
    'run-3',
    'run-5',
  ]);
  t.same(list({ groupBy: parseKey('tags.stage') }).at(0), 'no tags.stage (6)');
});

t.test('pinned runs stand at the top, whatever the filter says', async t => {
  const pinned = new Set([(rows[4] as (typeof rows)[number]).id]);
  t.same(list({ filter: parseFilter('metrics.acc < 0.02') }, pinned), ['run-4', 'run-0', 'run-1']);
});

t.test('the trash is a list of its own', async t => {
  const some = rows.map((row, at) => ({ ...row, trashed: at === 2 }));
  t.same(arrange(some, { ...NO_WISH, trashed: true }, none).map(nameOf), ['run-2']);
  t.equal(arrange(some, NO_WISH, none).length, 5);
});

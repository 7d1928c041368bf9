import t from 'tap';
import { NO_WISH } from '../../../src/tui/state/runs.ts';
import { printView, viewOf, wishOf, withView } from '../../../src/tui/state/views.ts';
import { CLOCK } from '../../support/tui-state.ts';

const view = {
  filter: 'status = failed',
  sort: [{ key: 'metrics.acc', direction: 'descending' }],
  group: 'params.lr',
  columns: ['id', 'metrics.acc'],
} as const;

t.test('a view comes back as it was looked at', async t => {
  const wish = wishOf(view, {}, CLOCK);
  t.match(wish, { filterText: 'status = failed', filter: { kind: 'compare' }, groupBy: { name: 'lr' } });
  t.same(viewOf({ ...NO_WISH, ...wish }), view);
  const plain = viewOf(NO_WISH);
  t.same(plain, { filter: '', sort: [] });
  t.match(wishOf(plain, {}, CLOCK), { filterText: '', filter: undefined, columns: undefined });
});

t.test('what cannot be read in it is left out', async t => {
  const odd = {
    filter: 'nonsense =',
    sort: [{ key: 'nonsense', direction: 'ascending' }],
    columns: ['nonsense'],
    group: 'nonsense',
  } as const;
  t.match(wishOf(odd, {}, CLOCK), {
    filterText: '',
    filter: undefined,
    sort: [],
    groupBy: undefined,
    columns: undefined,
  });
});

t.test('it is told in a line', async t => {
  t.equal(
    printView(view),
    'where status = failed · by metrics.acc▼ · grouped by params.lr · columns id, metrics.acc',
  );
  t.equal(printView({ filter: '', sort: [] }), 'all runs, as they come');
});

t.test('a view takes the place of the one of its name', async t => {
  const [a, b] = [
    { name: 'a', ...view },
    { name: 'b', ...view },
  ];
  t.same(withView(withView([], b), a), [a, b]);
  t.same(withView([a, b], { ...a, filter: '' }), [{ ...a, filter: '' }, b]);
});

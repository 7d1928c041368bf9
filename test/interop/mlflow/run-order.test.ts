import t from 'tap';
import { ownKey, readRunOrder } from '../../../src/interop/mlflow/run-order.ts';
import { printKey } from '../../../src/query/lookup.ts';

const order = (...texts: string[]) =>
  readRunOrder(texts).map(({ key, direction }) => `${printKey(key)} ${direction}`);

t.test('any two runs have an order: the newest first, and of those of one time by their ids', async t => {
  t.same(order(), ['started descending', 'id ascending']);
  t.same(order('metrics.`val-loss` DESC', 'params.lr'), [
    'metrics.val-loss descending',
    'params.lr ascending',
    'started descending',
    'id ascending',
  ]);
  t.same(order('start_time ASC'), ['started ascending', 'id ascending']);
});

t.test('who logged a run is told by a tag', async t => {
  t.equal(order('attributes.user_id')[0], 'tags.mlflow.user ascending');
  t.same(ownKey({ kind: 'tag', name: 'a' }), { kind: 'tag', name: 'a' });
});

t.test('what cannot be ordered by is refused', async t => {
  for (const text of ['bogus', 'metrics.a, metrics.b', 'dataset.name', '', "metrics.'a", 'foo.bar'])
    t.throws(() => readRunOrder([text]), { message: /Invalid/ }, text);
  t.throws(() => readRunOrder(['metrics.a', 'metrics.a DESC']), { message: /duplicate fields/ });
});

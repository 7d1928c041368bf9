import t from 'tap';
import { isDefaultId, ownName, wireId, wireName } from '../../../src/interop/mlflow/experiment-names.ts';

t.test('the experiment of runs that name none is Default, of the id 0', async t => {
  t.equal(wireName('default'), 'Default');
  t.equal(ownName('Default'), 'default');
  t.equal(wireId({ id: 'x' as never, name: 'default' }), '0');
  t.ok(isDefaultId('0'));
});

t.test('all others are what they are', async t => {
  t.equal(wireName('a'), 'a');
  t.equal(ownName('a'), 'a');
  t.equal(wireId({ id: 'x' as never, name: 'a' }), 'x');
});

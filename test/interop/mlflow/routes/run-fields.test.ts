import t from 'tap';
import { metricOf, paramOf, runOf, tagOf } from '../../../../src/interop/mlflow/routes/run-fields.ts';

t.test('a run goes by either of its names', async t => {
  t.equal(runOf({ run_id: 'a' }), 'a');
  t.equal(runOf({ run_uuid: 'a' }), 'a');
  t.throws(() => runOf({}), { message: /'run_id'/ });
});

t.test('what has no value has an empty one, and long ones are cut off', async t => {
  t.same(paramOf({ key: 'k' }), { key: 'k', value: '' });
  t.equal(tagOf({ key: 'k', value: 'x'.repeat(9000) }).value.length, 8000);
  t.throws(() => paramOf({ key: '../k' }, 'params[3].key'), { message: /params\[3\]\.key/ });
});

t.test('a metric knows its model and its data set', async t => {
  t.same(metricOf({ key: 'k', value: 1, timestamp: 2 }), { key: 'k', value: 1, timestamp: 2, step: 0 });
  t.match(metricOf({ key: 'k', value: 1, timestamp: 2, step: 3, model_id: 'm', dataset_name: 'd' }), {
    ...{ step: 3, model: 'm', dataset: { name: 'd', digest: '' } },
  });
  t.throws(() => metricOf({ key: 'k', value: 1, timestamp: -1 }), { message: /nonnegative/ });
});

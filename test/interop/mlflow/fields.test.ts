import t from 'tap';
import {
  double,
  flag,
  int32,
  int64,
  list,
  message,
  missing,
  oneOf,
  optional,
  readFields,
  required,
  text,
  wrongValue,
} from '../../../src/interop/mlflow/fields.ts';

const metric = message({ key: required(text), timestamp: required(int64), value: optional(double) });
const schema = message({
  run_id: required(text),
  metrics: list(metric),
  count: optional(int32),
  on: optional(flag),
  status: optional(oneOf({ RUNNING: 1, FINISHED: 3 })),
});
const why = (request: unknown) => {
  try {
    return readFields(schema, request);
  } catch (error) {
    return (error as Error).message;
  }
};
const SEE = 'See the API docs for more information about request parameters.';

t.test('fields are read as clients of all languages send them', async t => {
  t.same(readFields(schema, { run_id: 'a', unknown: 1, count: null }), { run_id: 'a', metrics: [] });
  t.same(
    readFields(schema, {
      run_id: 'a',
      metrics: [{ key: 'k', timestamp: '12', value: '0.5' }],
      count: '7',
      on: 'True',
      status: 3,
    }),
    {
      run_id: 'a',
      metrics: [{ key: 'k', timestamp: 12, value: 0.5 }],
      count: 7,
      on: true,
      status: 'FINISHED',
    },
  );
  t.same(readFields(message({ ids: list(text) }), { ids: 'one' }), { ids: ['one'] });
});

t.test('what is missing and what is wrong is named by its place, in MLflow’s words', async t => {
  t.equal(why({}), `Missing value for required parameter 'run_id'. ${SEE}`);
  t.equal(why({ run_id: '' }), missing('run_id').message);
  t.equal(
    why({ run_id: 31 }),
    `Invalid value 31 for parameter 'run_id' supplied:  Hint: Value was of type 'int'. ${SEE}`,
  );
  t.equal(why({ run_id: 'a', metrics: [{ key: 'k' }] }), missing('metrics[0].timestamp').message);
  t.equal(
    why({ run_id: 'a', metrics: [{ key: 'k', timestamp: 1, value: 'abc' }] }),
    wrongValue('abc', 'metrics[0].value').message,
  );
  t.match(why({ run_id: ['x'] }), /Value was of type 'list'/);
  t.match(why({ run_id: 'a', metrics: [7] }), /Invalid value 7 for parameter 'metrics\[0\]'/);
  t.match(why({ run_id: 'a', status: 'BOGUS' }), /parameter 'status'/);
  t.match(why({ run_id: 'a', count: 2n ** 40n }), /Invalid value 1099511627776 for parameter 'count'/);
});

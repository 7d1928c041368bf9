import t from 'tap';
import { checkParams } from '../../../src/interop/mlflow/params.ts';

t.test('a param is logged once, or again with the same value', async t => {
  const known = new Map([['b', 'two']]);
  t.same(
    checkParams(
      'R',
      [
        { key: 'b', value: 'two' },
        { key: 'c', value: '' },
      ],
      known,
    ),
    [{ key: 'c', value: '' }],
  );
  t.throws(() => checkParams('R', [{ key: 'b', value: 'three' }], known), {
    message:
      "Changing param values is not allowed. Param with key='b' was already logged with value='two' for run ID='R'. Attempted logging new value 'three'.",
  });
});

import t from 'tap';
import { describeError } from '../../../src/cli/errors.ts';
import { MlflowRequestError } from '../../../src/interop/mlflow/request-error.ts';

t.test('a request that cannot be done ends with 1, as it does in MLflow', async t => {
  t.same(describeError(new MlflowRequestError('no')), { lines: ['git-run: no'], exitCode: 1 });
});

import t from 'tap';
import { experimentIdOf, experimentNumber } from '../../../src/interop/mlflow/experiment-number.ts';
import { experimentId } from '../../../src/store/experiments.ts';

t.test('0 is the default experiment, and others keep their ids', async t => {
  t.equal(experimentNumber(experimentId('default')), '0');
  t.equal(experimentIdOf('0'), experimentId('default'));
  const other = experimentId('digits');
  t.equal(experimentNumber(other), other);
  t.equal(experimentIdOf(other), other);
});

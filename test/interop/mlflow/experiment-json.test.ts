import t from 'tap';
import {
  experimentNameOf,
  mlflowExperiment,
  withDefault,
} from '../../../src/interop/mlflow/experiment-json.ts';
import { experimentId } from '../../../src/store/experiments.ts';

const created = '2026-11-02T13:00:00.000Z';
const digits = {
  ...{ id: experimentId('digits'), name: 'digits', description: '', tags: { team: 'a' } },
  ...{ removed: false, created },
};

t.test('an experiment is told as MLflow tells of it', async t => {
  t.same(mlflowExperiment(digits), {
    experiment_id: digits.id,
    name: 'digits',
    artifact_location: `mlflow-artifacts:/${digits.id}`,
    lifecycle_stage: 'active',
    creation_time: Date.parse(created),
    last_update_time: Date.parse(created),
    tags: [{ key: 'team', value: 'a' }],
  });
  t.equal(mlflowExperiment({ ...digits, removed: true }).lifecycle_stage, 'deleted');
});

t.test('the default experiment is there before its first run, and only once', async t => {
  const [first, ...others] = withDefault([digits]);
  t.match(first && mlflowExperiment(first), { experiment_id: '0', name: 'Default' });
  t.equal(experimentNameOf('Default'), 'default');
  t.same(others, [digits]);
  const renamed = { ...digits, id: experimentId('default'), name: 'old' };
  t.same(withDefault([renamed]), [renamed]);
});

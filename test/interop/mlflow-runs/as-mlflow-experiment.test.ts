import t from 'tap';
import { asMlflowExperiment, unrecorded } from '../../../src/interop/mlflow-runs/as-mlflow-experiment.ts';

const of = (changes: object) => ({ ...unrecorded('x', 'digits'), ...changes });

t.test('an experiment is called as MLflow had it, unless it has been renamed', async t => {
  const tags = { 'mlflow.experimentId': '7', 'mlflow.experimentName': 'a: b', team: 'x' };
  t.match(asMlflowExperiment(of({ name: 'a- b', tags, description: 'of note' }), '7'), {
    name: 'a: b',
    tags: { team: 'x', 'mlflow.note.content': 'of note' },
  });
  t.equal(asMlflowExperiment(of({ name: 'other', tags }), '7').name, 'other');
  t.equal(asMlflowExperiment(of({ name: 'default' }), '0').name, 'Default');
  t.match(asMlflowExperiment(of({ removed: true }), ''), { name: 'digits', deleted: true, created: 0 });
});

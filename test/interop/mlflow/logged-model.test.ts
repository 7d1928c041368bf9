import t from 'tap';
import { changeModel, findModel, modelIn, runNamed } from '../../../src/interop/mlflow/logged-model.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { tracking } = bench;
const run = await bench.begin();
const { model } = await bench.post('logged-models', { experiment_id: '0', name: 'net', source_run_id: run });
const id: string = model.info.model_id;

t.test('a model is found by its id alone, and changed', async t => {
  t.equal(runNamed(id), run);
  t.equal((await findModel(tracking, id)).model.name, 'net');
  await changeModel(tracking, id, () => ({ status: 'LOGGED_MODEL_READY' }));
  t.equal((await modelIn(await tracking.find(run), id)).status, 'LOGGED_MODEL_READY');
});

t.test('what is none is not found', async t => {
  t.throws(() => runNamed('x'), { message: "Logged model with ID 'x' not found." });
  const none = `m-${'0'.repeat(32)}`;
  await t.rejects(findModel(tracking, none), { message: /not found/ });
  await t.rejects(findModel(tracking, `${id.slice(0, -1)}9`), { message: /not found/ });
});

import t from 'tap';
import { addFact, noFacts } from '../../../src/interop/mlflow/facts.ts';
import { modelId } from '../../../src/interop/mlflow/model-id.ts';
import { datasetLink, factRecords, textsOf } from '../../../src/interop/mlflow-runs/fact-records.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';

t.test("links and data sets are called as MLflow's file store calls them", async t => {
  // As fixtures/foreign/mlruns has them, which MLflow wrote.
  const run = '5eed000000009e3779b97f4a7c15f39c';
  const input = datasetLink({ dataset: { name: 'iris', digest: 'abc123' }, tags: [] }, run);
  t.match(input, {
    name: '0c154183b804fad0f906ca75d971a4a5',
    link: { source_id: '65889691a86609276f6fa92515985e9b', destination_type: 'RUN' },
    dataset: { name: 'iris', digest: 'abc123' },
  });
});

t.test('a model that was deleted is none, and the files of the others are found', async t => {
  const run = sampleId(NOW);
  const facts = noFacts();
  const told = { name: 'net', status: 'LOGGED_MODEL_READY', created: 1, updated: 2 } as const;
  for (const number of [0, 1])
    addFact(facts, { kind: 'model', model: { id: modelId(run, number), ...told, params: [], tags: [] } });
  addFact(facts, { kind: 'no model', model: modelId(run, 0) });
  const { models, folders } = factRecords(facts, 'x');
  t.match(models, [{ meta: { model_id: modelId(run, 1) } }]);
  t.same([...folders], [[modelId(run, 1), `models/${modelId(run, 1)}/artifacts`]]);
});

t.test('of pairs the last counts, and no name is special', async t => {
  const texts = textsOf([
    { key: '__proto__', value: 'a' },
    { key: '__proto__', value: 'b' },
  ]);
  t.same(Object.entries(texts), [['__proto__', 'b']]);
});

import t from 'tap';
import { addFact, noFacts } from '../../../src/interop/mlflow/facts.ts';
import { modelId } from '../../../src/interop/mlflow/model-id.ts';
import { runIdOfMlflow } from '../../../src/interop/mlflow-id.ts';
import { asMlflowRun, type GivenRun } from '../../../src/interop/mlflow-runs/as-mlflow-run.ts';
import { environmentOf } from '../../../src/interop/mlflow-runs/kept-mlflow.ts';
import type { MlflowRun } from '../../../src/interop/mlflow-runs/mlflow-run.ts';
import { hexOfId } from '../../../src/run/hex-id.ts';
import type { Run } from '../../../src/run/run.ts';
import { NOW, sampleId, sampleRun } from '../../support/run-rows.ts';

const give = (changes: Partial<Run> = {}, more: Partial<GivenRun> = {}) =>
  asMlflowRun({
    loaded: { run: sampleRun(changes), trashed: false, added: {}, annotations: [], commit: '' },
    ...{ environment: {}, facts: noFacts(), series: [] },
    ...more,
  }).run;

t.test('a run of ours has what MLflow asks of a run', async t => {
  const run = sampleRun();
  const { id, meta, params, tags } = give();
  t.equal(id, hexOfId(run.id));
  t.same(meta, {
    ...{ run_id: id, run_name: 'swift-otter', lifecycle_stage: 'active', user_id: 'Ada Author', status: 3 },
    ...{ start_time: Date.parse(run.started), end_time: Date.parse(run.ended) },
  });
  t.equal(params.lr, '0.10');
  t.match(tags, {
    'mlflow.runName': 'swift-otter',
    'mlflow.source.name': 'python train.py --lr 0.10',
    'mlflow.source.git.commit': run.source.head,
    'mlflow.user': 'Ada Author',
  });
});

t.test('each end has its status', async t => {
  const status = (outcome: Run['outcome']) => give({ outcome }).meta.status;
  t.equal(status({ status: 'failed', exitCode: 3 }), 4);
  t.equal(status({ status: 'killed', signal: 'SIGKILL' }), 5);
  t.equal(status({ status: 'lost', why: 'x' }), 5);
});

t.test('series of several writers are one history, their times in ms', async t => {
  const chunk = { key: 'val/acc', step: [0, 1], value: [Number.NaN, 1], time: [1.234, 2] };
  const { metrics } = give({}, { series: [chunk, { ...chunk, step: [2, 3] }] });
  const value = [Number.NaN, 1, Number.NaN, 1];
  t.same(metrics, [{ key: 'val/acc', step: [0, 1, 2, 3], value, timestamp: [1234, 2000, 1234, 2000] }]);
});

t.test('what was renamed or noted since goes before what MLflow said', async t => {
  const tags = { 'mlflow.runName': 'a: b', 'mlflow.note.content': 'old', 'mlflow.runId': 'x-1' };
  const kept = give({ id: runIdOfMlflow('x-1', NOW), tags, name: 'a- b', note: 'new' });
  t.equal(kept.id, 'x-1');
  t.match(kept.tags, { 'mlflow.runName': 'a: b', 'mlflow.note.content': 'new' });
  t.notOk('mlflow.runId' in kept.tags);
  const renamed = give({ tags, name: 'other', note: '' });
  t.equal(renamed.tags['mlflow.runName'], 'other');
  t.notOk('mlflow.note.content' in renamed.tags);
});

t.test('a child names its parent, as MLflow knows it', async t => {
  const parent = sampleId(NOW);
  const byLineage = give({ lineage: [{ relation: 'child-of', id: parent }] });
  t.equal(byLineage.tags['mlflow.parentRunId'], hexOfId(parent));
  const byTag = give({ tags: { 'mlflow.parentRunId': parent, 'git-run.models': '1' } });
  t.equal(byTag.tags['mlflow.parentRunId'], hexOfId(parent), 'as clients of ours name it');
  t.notOk('git-run.models' in byTag.tags, 'a tag of our own');
});

t.test('what clients told of data sets, models and points is given', async t => {
  const run = sampleRun();
  const model = modelId(run.id, 0);
  const facts = noFacts();
  const dataset = { name: 'iris', digest: 'd1' };
  addFact(facts, {
    kind: 'dataset',
    dataset: { ...dataset, source: '{}' },
    tags: [{ key: 'k', value: 'v' }],
  });
  addFact(facts, { kind: 'model input', model: 'm-other' });
  addFact(facts, { kind: 'model output', model, step: 2n ** 60n });
  const told = { name: 'net', status: 'LOGGED_MODEL_READY', created: 1, updated: 2 } as const;
  addFact(facts, { kind: 'model', model: { id: model, ...told, params: [], tags: [] } });
  const point = { value: 1, timestamp: 2n ** 60n + 1n, step: 3, model, dataset };
  addFact(facts, { kind: 'point', key: 'acc', point });
  const chunk = { key: 'acc', step: [3, 4], value: [1, 2], time: [2 ** 60 / 1000, 5] };
  const given = give({}, { facts, series: [chunk] });
  t.match(given.inputs, [
    { link: { source_type: 'DATASET', tags: { k: 'v' } }, dataset: { ...dataset, source: '{}' } },
    { link: { source_type: 'MODEL', source_id: 'm-other' } },
  ]);
  t.match(given.outputs, [{ name: model, link: { source_id: model, step: 2n ** 60n } }]);
  t.match(given.models, [
    {
      meta: { model_id: model, name: 'net', status: 2, source_run_id: given.id },
      metrics: { acc: `${point.timestamp} 1.0 3 ${given.id} iris d1\n` },
    },
  ]);
  const measured = { points: 1, ...dataset, model };
  t.same(given.metrics, [
    {
      ...{ key: 'acc', step: [3, 4], value: [1, 2], timestamp: [point.timestamp, 5000] },
      datasets: [measured, { points: 1 }],
    },
  ]);
});

t.test('what an import kept is given back, large integers too', async t => {
  const history = {
    ...{ key: 'acc', step: [1, 2n ** 60n + 1n], value: [1, 2], timestamp: [1, 2n ** 61n + 1n] },
    datasets: [{ points: 2, name: 'iris', digest: 'd1' }],
  };
  const mlflow: MlflowRun = {
    ...{ id: 'x', path: '', meta: {}, params: {}, tags: {}, metrics: [history], artifacts: [] },
    ...{ inputs: [{ name: 'i', link: {} }], outputs: [], models: [] },
  };
  const rounded = { key: 'acc', step: [1, 2 ** 60], value: [1, 2], time: [0.001, 2 ** 61 / 1000] };
  const given = give({}, { environment: environmentOf(mlflow), series: [rounded] });
  t.same(given.metrics, [history]);
  t.same(given.inputs, mlflow.inputs);
});

import fc from 'fast-check';
import t from 'tap';
import { noFacts } from '../../../src/interop/mlflow/facts.ts';
import { mlflowRun, runMessage } from '../../../src/interop/mlflow/run-json.ts';
import type { RunView } from '../../../src/interop/mlflow/tracked-run.ts';
import { printMessage } from '../../../src/interop/mlflow/wire.ts';
import { type RunRow, rowOfRun } from '../../../src/run/run-row.ts';
import { experimentId } from '../../../src/store/experiments.ts';
import { newRunId } from '../../../src/store/new-id.ts';
import { arbitraryRun } from '../../support/arbitrary-run.ts';
import { liveRow, sampleRow } from '../../support/run-rows.ts';

const experiment = experimentId('digits');
const infoOf = (row: RunRow, of = experiment) => mlflowRun(row, { experimentId: of }).info;

t.test('a run is told as MLflow tells of it: names of its own, ms, a place for artifacts', async t => {
  const row = sampleRow();
  const nothing = {
    model_id: undefined,
    dataset_name: undefined,
    dataset_digest: undefined,
    run_id: undefined,
  };
  t.same(mlflowRun(row, { experimentId: experiment }), {
    info: {
      run_id: row.id,
      run_uuid: row.id,
      run_name: 'swift-otter',
      experiment_id: experiment,
      user_id: 'Ada Author',
      status: 'FINISHED',
      start_time: Date.parse(row.started),
      end_time: Date.parse(row.started) + 12_500,
      artifact_uri: `mlflow-artifacts:/${experiment}/${row.id}/artifacts`,
      lifecycle_stage: 'active',
    },
    data: {
      metrics: [
        {
          ...{ key: 'acc', value: 0.97222, timestamp: Date.parse(row.started) + 12_500, step: 9 },
          ...nothing,
        },
      ],
      params: [{ key: 'lr', value: '0.10' }],
      tags: [
        { key: 'mlflow.user', value: 'Ada Author' },
        { key: 'mlflow.source.name', value: 'train.py' },
        { key: 'mlflow.source.type', value: 'LOCAL' },
        { key: 'mlflow.source.git.commit', value: '9e8d7c6b12345678901234567890123456789012' },
        { key: 'mlflow.source.git.branch', value: 'main' },
        { key: 'mlflow.source.git.dirty', value: 'false' },
        { key: 'mlflow.runName', value: 'swift-otter' },
      ],
    },
    inputs: { dataset_inputs: [], model_inputs: [] },
    outputs: { model_outputs: [] },
  });
});

t.test('the default experiment is 0', async t => {
  const { experiment_id, artifact_uri } = infoOf(sampleRow(), experimentId('default'));
  t.equal(experiment_id, '0');
  t.match(artifact_uri, 'mlflow-artifacts:/0/');
});

t.test('every end has a status of MLflow', async t => {
  const statusOf = (outcome: Parameters<typeof sampleRow>[0] & object) => infoOf(sampleRow(outcome)).status;
  t.equal(statusOf({ outcome: { status: 'failed', exitCode: 1 } }), 'FAILED');
  t.equal(statusOf({ outcome: { status: 'killed', signal: 'SIGKILL' } }), 'KILLED');
  t.equal(statusOf({ outcome: { status: 'lost', why: 'power' } }), 'FAILED');
});

t.test('a run in progress is RUNNING, and has no end', async t => {
  const { status, end_time } = infoOf(liveRow());
  t.equal(status, 'RUNNING');
  t.equal(end_time, undefined);
});

t.test('one in the trash is deleted', async t => {
  t.equal(infoOf({ ...sampleRow(), trashed: true }).lifecycle_stage, 'deleted');
});

t.test('the user is whom its client named, here as there', async t => {
  t.equal(infoOf(sampleRow({ tags: { 'mlflow.user': 'ada' } })).user_id, 'ada');
});

t.test('an input with a digest is a dataset', async t => {
  const inputs = [
    { path: 'data/x.csv', size: 3, sha256: 'ab'.repeat(32), method: 'sha256', declared: 'option' },
    { path: 'data/huge', size: 1e12, method: 'stat', modified: '2026-11-02', declared: 'option' },
  ] as const;
  t.same(mlflowRun(sampleRow(), { experimentId: experiment, inputs }).inputs.dataset_inputs, [
    {
      tags: [],
      dataset: {
        name: 'data/x.csv',
        digest: 'ab'.repeat(18),
        source_type: 'local',
        source: '{"uri":"data/x.csv"}',
      },
    },
  ]);
});

t.test('nothing of any run is lost: every param, metric and tag is there once', async t => {
  fc.assert(
    fc.property(arbitraryRun, run => {
      const row = rowOfRun({ run, trashed: false, added: {} }, 'c0ffee');
      const { params, metrics, tags } = mlflowRun(row, { experimentId: experiment }).data;
      const keysOf = (of: readonly { readonly key: string }[]) => of.map(({ key }) => key);
      t.strictSame(keysOf(params), Object.keys(row.params));
      t.strictSame(keysOf(metrics), Object.keys(row.metrics));
      t.equal(new Set(keysOf(tags)).size, tags.length);
      for (const key of Object.keys(row.tags)) t.ok(keysOf(tags).includes(key));
    }),
  );
});

t.test('a run is told under both of its ids, and our own tags are not', async t => {
  const id = newRunId(1_800_000_000_000);
  const view: RunView = {
    ...{ id, name: 'a', experiment: 'e', user: 'ada', status: 'RUNNING', started: 5, deleted: false },
    params: [['lr', '']],
    tags: [['git-run.models', '1']],
    metrics: [['loss', { value: Number.NaN, timestamp: 6, step: 9007199254740993n }]],
    facts: noFacts(),
  };
  const { info, data } = runMessage(view, '0');
  t.match(info, { run_id: id, run_uuid: id, experiment_id: '0', lifecycle_stage: 'active' });
  t.equal(
    printMessage(data),
    '{"metrics":[{"key":"loss","value":"NaN","timestamp":6,"step":9007199254740993}],"params":[{"key":"lr","value":""}]}',
  );
});

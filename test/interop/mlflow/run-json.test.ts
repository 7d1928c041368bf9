import fc from 'fast-check';
import t from 'tap';
import { mlflowRun, mlflowTags, runInfo } from '../../../src/interop/mlflow/run-json.ts';
import { rowOfRun } from '../../../src/run/run-row.ts';
import { experimentId } from '../../../src/store/experiments.ts';
import { arbitraryRun } from '../../support/arbitrary-run.ts';
import { liveRow, sampleRow, sampleRun } from '../../support/run-rows.ts';

const experiment = experimentId('digits');

t.test('a run is told as MLflow tells of it: names of its own, ms, a place for artifacts', async t => {
  const row = sampleRow();
  t.same(mlflowRun(row, { experimentId: experiment }), {
    info: {
      run_id: row.id,
      run_uuid: row.id,
      run_name: 'swift-otter',
      experiment_id: experiment,
      user_id: 'Ada Author <ada@example.com>',
      status: 'FINISHED',
      start_time: Date.parse(row.started),
      end_time: Date.parse(row.started) + 12_500,
      artifact_uri: `mlflow-artifacts:/${experiment}/${row.id}/artifacts`,
      lifecycle_stage: 'active',
    },
    data: {
      metrics: [{ key: 'acc', value: 0.97222, timestamp: Date.parse(row.started) + 12_500, step: 9 }],
      params: [{ key: 'lr', value: '0.10' }],
      tags: [
        { key: 'mlflow.user', value: 'Ada Author <ada@example.com>' },
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
  const { experiment_id, artifact_uri } = runInfo(sampleRow(), experimentId('default'));
  t.equal(experiment_id, '0');
  t.match(artifact_uri, 'mlflow-artifacts:/0/');
});

t.test('every end has a status of MLflow', async t => {
  const statusOf = (outcome: Parameters<typeof sampleRow>[0] & object) =>
    runInfo(sampleRow(outcome), experiment).status;
  t.equal(statusOf({ outcome: { status: 'failed', exitCode: 1 } }), 'FAILED');
  t.equal(statusOf({ outcome: { status: 'killed', signal: 'SIGKILL' } }), 'KILLED');
  t.equal(statusOf({ outcome: { status: 'lost', why: 'power' } }), 'FAILED');
});

t.test('a run in progress is RUNNING, and has no end', async t => {
  const { status, end_time } = runInfo(liveRow(), experiment);
  t.equal(status, 'RUNNING');
  t.equal(end_time, undefined);
});

t.test('one in the trash is deleted', async t => {
  t.equal(runInfo({ ...sampleRow(), trashed: true }, experiment).lifecycle_stage, 'deleted');
});

t.test('tags that MLflow has set itself win over what we know, but for the name', async t => {
  const tags = { 'mlflow.user': 'ada', 'mlflow.source.type': 'NOTEBOOK', 'mlflow.runName': 'before' };
  const row = sampleRow({ tags, name: 'renamed' });
  t.match(Object.fromEntries(mlflowTags(row)), { ...tags, 'mlflow.runName': 'renamed' });
  t.equal(runInfo(row, experiment).user_id, 'ada');
});

t.test('parent and note are tags too', async t => {
  const { id } = sampleRun();
  const row = sampleRow({ note: 'warm start', lineage: [{ relation: 'child-of', id }] });
  t.match(Object.fromEntries(mlflowTags(row)), {
    'mlflow.parentRunId': id,
    'mlflow.note.content': 'warm start',
  });
});

t.test('a metric has the time of its last point, where that is known', async t => {
  const { data } = mlflowRun(sampleRow(), { experimentId: experiment, times: new Map([['acc', 17]]) });
  t.equal(data.metrics[0]?.timestamp, 17);
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

import t from 'tap';
import { runIdOfMlflow } from '../../../src/interop/mlflow-id.ts';
import { parseMeta } from '../../../src/interop/mlruns/meta-yaml.ts';
import { planExport } from '../../../src/interop/mlruns/plan-export.ts';
import { hexOfId } from '../../../src/run/hex-id.ts';
import { paramOfText } from '../../../src/run/param.ts';
import type { Run } from '../../../src/run/run.ts';
import { NOW, sampleId, sampleRun } from '../../support/run-rows.ts';

const plan = (changes: Partial<Run> = {}, more: Partial<Parameters<typeof planExport>[0]> = {}) =>
  planExport({
    loaded: { run: sampleRun(changes), trashed: false, added: {}, annotations: [], commit: '' },
    ...{ environment: {}, series: [], experimentId: '0', uri: 'file:///store/0' },
    ...more,
  });

t.test('a run of ours has what MLflow asks of a run', async t => {
  const run = sampleRun();
  const { id, files, losses } = plan();
  t.equal(id, hexOfId(run.id));
  t.same(
    { ...parseMeta(files.get('meta.yaml') as string) },
    {
      ...{
        artifact_uri: `file:///store/0/${id}/artifacts`,
        end_time: Date.parse(run.ended),
        entry_point_name: '',
      },
      ...{
        experiment_id: '0',
        lifecycle_stage: 'active',
        run_id: id,
        run_name: 'swift-otter',
        source_name: '',
      },
      ...{ source_type: 4, source_version: '', start_time: Date.parse(run.started), status: 3, tags: [] },
      user_id: 'Ada Author',
    },
  );
  t.equal(files.get('params/lr'), '0.10');
  t.match(Object.fromEntries(files), {
    'tags/mlflow.runName': 'swift-otter',
    'tags/mlflow.source.name': 'python train.py --lr 0.10',
    'tags/mlflow.source.git.commit': run.source.head,
    'tags/mlflow.user': 'Ada Author',
  });
  t.same(losses, []);
});

t.test('each end has its status', async t => {
  const status = (outcome: Run['outcome']) =>
    parseMeta(plan({ outcome }).files.get('meta.yaml') as string).status;
  t.equal(status({ status: 'failed', exitCode: 3 }), 4);
  t.equal(status({ status: 'killed', signal: 'SIGKILL' }), 5);
  t.equal(status({ status: 'lost', why: 'x' }), 5);
});

t.test('series of several writers are one file, their times in ms', async t => {
  const chunk = { key: 'val/acc', step: [0, 1], value: [Number.NaN, 1], time: [1.234, 2] };
  const { files } = plan({}, { series: [chunk, { ...chunk, step: [2, 3] }] });
  t.equal(files.get('metrics/val/acc'), '1234 nan 0\n2000 1.0 1\n1234 nan 2\n2000 1.0 3\n');
});

t.test('what was renamed or noted since goes before what MLflow said', async t => {
  const tags = { 'mlflow.runName': 'a: b', 'mlflow.note.content': 'old', 'mlflow.runId': 'x-1' };
  const kept = plan({ id: runIdOfMlflow('x-1', NOW), tags, name: 'a- b', note: 'new' });
  t.equal(kept.id, 'x-1');
  t.match(Object.fromEntries(kept.files), {
    'tags/mlflow.runName': 'a: b',
    'tags/mlflow.note.content': 'new',
  });
  t.notOk(kept.files.has('tags/mlflow.runId'));
  const renamed = plan({ tags, name: 'other', note: '' });
  t.equal(renamed.files.get('tags/mlflow.runName'), 'other');
  t.notOk(renamed.files.has('tags/mlflow.note.content'));
});

t.test('a child names its parent, and keys that no file can have are told', async t => {
  const parent = sampleId(NOW);
  const param = paramOfText('1', { kind: 'event' });
  const { files, losses } = plan({
    lineage: [{ relation: 'child-of', id: parent }],
    params: { 'a#b': param, '../x': param },
  });
  t.equal(files.get('tags/mlflow.parentRunId'), hexOfId(parent));
  const byTag = plan({ tags: { 'mlflow.parentRunId': parent } });
  t.equal(byTag.files.get('tags/mlflow.parentRunId'), hexOfId(parent), 'as clients of ours name it');
  t.ok(files.has('params/a_b'));
  t.match(losses, [{ path: 'params/a#b' }, { path: 'params/../x', why: /left out/ }]);
});

t.test("a stranger's record leads nowhere else", async t => {
  const odd = { meta: { model_id: '../../up' }, params: {}, tags: {}, metrics: {} };
  const mlflow = { models: [odd], inputs: [{ name: '../up', link: { source_id: '../up' }, dataset: {} }] };
  const { shared, models, files } = plan({}, { environment: { mlflow } });
  t.same([...shared.keys(), ...models], []);
  t.notMatch([...files.keys()].join(), /up/);
});

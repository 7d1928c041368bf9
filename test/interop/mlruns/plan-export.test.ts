import t from 'tap';
import type { MlflowRun } from '../../../src/interop/mlflow-runs/mlflow-run.ts';
import { parseMeta } from '../../../src/interop/mlruns/meta-yaml.ts';
import { planExport } from '../../../src/interop/mlruns/plan-export.ts';

const ID = 'a'.repeat(32);
const plan = (changes: Partial<MlflowRun> = {}) =>
  planExport({
    run: {
      ...{ id: ID, meta: { run_id: ID, status: 3 }, params: {}, tags: {}, metrics: [] },
      ...{ inputs: [], outputs: [], models: [], ...changes },
    },
    ...{ experimentId: '0', uri: 'file:///store/0' },
  });

t.test('a run has the files that MLflow looks for', async t => {
  const { files, losses } = plan({
    params: { lr: '0.10' },
    metrics: [{ key: 'val/acc', step: [0, 1], value: [Number.NaN, 1], timestamp: [1234, 2000] }],
  });
  t.same(
    { ...parseMeta(files.get('meta.yaml') as string) },
    {
      ...{ artifact_uri: `file:///store/0/${ID}/artifacts`, experiment_id: '0', run_id: ID, status: 3 },
      ...{ entry_point_name: '', source_name: '', source_type: 4, source_version: '', tags: [] },
    },
  );
  t.equal(files.get('params/lr'), '0.10');
  t.equal(files.get('metrics/val/acc'), '1234 nan 0\n2000 1.0 1\n');
  t.same(losses, []);
});

t.test('keys that no file can have are told', async t => {
  const { files, losses } = plan({ params: { 'a#b': '1', '../x': '1' } });
  t.ok(files.has('params/a_b'));
  t.match(losses, [{ path: 'params/a#b' }, { path: 'params/../x', why: /left out/ }]);
});

t.test("a stranger's record leads nowhere else", async t => {
  const { shared, models, files } = plan({
    models: [{ meta: { model_id: '../../up' }, params: {}, tags: {}, metrics: {} }],
    inputs: [{ name: '../up', link: { source_id: '../up' }, dataset: {} }],
  });
  t.same([...shared.keys(), ...models], []);
  t.notMatch([...files.keys()].join(), /up/);
});

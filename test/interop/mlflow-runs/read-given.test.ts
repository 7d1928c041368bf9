import t from 'tap';
import { readGiven } from '../../../src/interop/mlflow-runs/read-given.ts';
import { listTips } from '../../../src/store/tips.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

t.test('a run that a client logged is given with data sets, models and their files', async t => {
  const bench = await mlflowBench(t);
  const id = await bench.begin({ run_name: 'of a client' });
  const dataset = { name: 'iris', digest: 'd1', source_type: 'local', source: '{}' };
  await bench.post('runs/log-inputs', { run_id: id, datasets: [{ dataset, tags: [] }] });
  const { model } = await bench.post('logged-models', {
    experiment_id: '0',
    source_run_id: id,
    name: 'net',
  });
  const { model_id: modelId, artifact_uri: uri } = model.info;
  await bench.post('runs/outputs', { run_id: id, models: [{ model_id: modelId, step: 3 }] });
  const put = (path: string) =>
    bench.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${path}`, { body: 'bytes' });
  await put(`0/${id}/artifacts/plots/a.txt`);
  await put(`${uri.replace('mlflow-artifacts:/', '')}/MLmodel`);
  const measured = { key: 'acc', value: 0.5, timestamp: 1, model_id: modelId };
  await bench.post('runs/log-metric', { run_id: id, ...measured, step: '1152921504606846977' });
  await bench.post('runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() });
  await bench.restart();
  const [tip] = await listTips(bench.repository);
  const given = await readGiven(bench.repository, tip as never);
  t.match(given.run, {
    inputs: [{ dataset }],
    outputs: [{ link: { source_id: modelId, step: 3 } }],
    models: [{ meta: { model_id: modelId, name: 'net' } }],
    metrics: [{ key: 'acc', step: [1152921504606846977n], datasets: [{ points: 1, model: modelId }] }],
  });
  const { files, losses } = await given.artifacts();
  t.match(
    files.map(({ path, model }) => ({ path, model })),
    [
      { path: 'MLmodel', model: modelId },
      { path: 'plots/a.txt', model: undefined },
    ],
  );
  t.same(losses, []);
});

t.test('what a client told of a run that it went on with is given as well', async t => {
  const bench = await mlflowBench(t);
  const id = await bench.begin();
  await bench.post('runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() });
  await bench.restart();
  const dataset = { name: 'later', digest: 'd2', source_type: 'local', source: '{}' };
  await bench.post('runs/log-inputs', { run_id: id, datasets: [{ dataset, tags: [] }] });
  await bench.restart();
  const [tip] = await listTips(bench.repository);
  t.match((await readGiven(bench.repository, tip as never)).run, { inputs: [{ dataset }] });
});

import t from 'tap';
import { runIdOfMlflow } from '../../../src/interop/mlflow-id.ts';
import { openLocations } from '../../../src/interop/mlflow-runs/find-locations.ts';
import { knownRuns } from '../../../src/interop/mlflow-runs/known-runs.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { mlrunsBench } from '../../support/mlruns-bench.ts';
import { experimentMeta, mlflowId, runMeta, STARTED } from '../../support/mlruns-store.ts';

t.test('files are found among the artifacts of the run they came with, and nowhere else', async t => {
  const bench = await mlrunsBench(t);
  const [run, other] = [mlflowId(1), mlflowId(2)];
  const model = (name: string, more: Record<string, string>) => ({
    [`1/models/${name}/meta.yaml`]: `model_id: ${name}\nname: net\nsource_run_id: ${run}\n`,
    ...more,
  });
  const directory = bench.store({
    '1/meta.yaml': experimentMeta('1', 'one'),
    [`1/${run}/meta.yaml`]: runMeta(run),
    [`1/${run}/artifacts/old/MLmodel`]: 'x',
    ...model('m-1', { '1/models/m-1/artifacts/artifacts/MLmodel': 'x' }),
  });
  await bench.bring(directory);
  const { idOf } = await knownRuns(bench.repository);
  const locations = openLocations(bench.repository, idOf);
  const id = runIdOfMlflow(run, STARTED);
  const experiment = (await bench.runs()).get('rare-fish-1')?.run.experiment.id;
  const top = `mlflow-artifacts:/${experiment}/${id}/artifacts`;
  for (const [source, found] of [
    [`runs:/${run}/old`, `${top}/old`],
    [`runs:/${run}/net`, `${top}/models/m-1`],
    ['models:/m-1', `${top}/models/m-1`],
    ['/moved/1/models/m-1/artifacts/artifacts', `${top}/models/m-1/artifacts`],
    [`runs:/${run}`, top],
    [`runs:/${run}/ol`, undefined],
    ['models:/m-2', undefined],
    [`runs:/${other}/old`, undefined],
    ['/etc/passwd', undefined],
  ] as const)
    t.equal(await locations.of({ source, run }), found, source);
});

t.test('of a run that was recorded here, too', async t => {
  const bench = await mlflowBench(t);
  const run = await bench.begin();
  const { model } = await bench.post('logged-models', {
    experiment_id: '0',
    source_run_id: run,
    name: 'net',
  });
  const id = model.info.model_id;
  await bench.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/models/${id}/artifacts/MLmodel`, {
    body: 'x',
  });
  await bench.post('runs/update', { run_id: run, status: 'FINISHED' });
  await bench.restart();
  const locations = openLocations(bench.repository, () => run as RunId);
  const found = await locations.of({ source: `models:/${id}`, run });
  t.equal(found, `mlflow-artifacts:/0/${run}/artifacts/models/${id}/artifacts`);
});

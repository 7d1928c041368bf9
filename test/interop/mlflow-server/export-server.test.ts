import t from 'tap';
import { exportServer } from '../../../src/interop/mlflow-server/export-server.ts';
import { importServer } from '../../../src/interop/mlflow-server/import-server.ts';
import { openServer } from '../../../src/interop/mlflow-server/open-server.ts';
import { listTips } from '../../../src/store/tips.ts';
import { fakeMlflow, hurried, refuse } from '../../support/fake-mlflow.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { FOREIGN, type MlrunsBench, mlrunsBench } from '../../support/mlruns-bench.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { AUTHOR } from '../../support/store-bench.ts';

async function give(bench: MlrunsBench, url: string, dryRun = false) {
  const server = openServer({ url, shown: 'there' }, hurried());
  const tips = await listTips(bench.repository);
  return exportServer({ source: bench.repository, tips, isAll: true, server, dryRun, progress() {} });
}

t.test('a store that was brought is given to a server, once, and is the same there', async t => {
  const [here, there, back] = [await mlrunsBench(t), await mlflowBench(t), await mlrunsBench(t)];
  await here.bring(FOREIGN);
  t.match(await give(here, there.endpoint.url, true), { dryRun: true, runs: 7, experiments: 4 });
  t.match((await there.post('experiments/search', { max_results: 10 })).experiments, { length: 1 });
  t.match(await give(here, there.endpoint.url), { to: 'there', runs: 7, same: 0, losses: [] });
  t.match(await give(here, there.endpoint.url), { runs: 0, same: 7, losses: [] });
  const server = openServer({ url: there.endpoint.url, shown: 'there' }, hurried());
  const request = {
    server,
    author: AUTHOR,
    now: STARTED,
    settings: { largeSize: 1 << 20 },
    only: [],
    progress() {},
  };
  t.match(await importServer({ ...request, repository: here.repository, dryRun: false }), {
    same: 7,
    runs: [],
  });
  await importServer({ ...request, repository: back.repository, dryRun: false });
  const [before, after] = [await here.runs(), await back.runs()];
  t.same([...after.keys()].sort(), [...before.keys()].sort());
  for (const [name, { run, trashed }] of before) {
    const { run: other, trashed: isToo } = after.get(name) as NonNullable<ReturnType<typeof after.get>>;
    t.same(Object.entries(other.params), Object.entries(run.params), name);
    t.same(other.metrics, run.metrics, name);
    t.same(
      [other.started, other.outcome.status, other.note, isToo],
      [run.started, run.outcome.status, run.note, trashed],
    );
    t.same(other.artifacts.bytes, run.artifacts.bytes, name);
  }
});

t.test('a run that is refused is told, and the others are written; a server that goes ends it', async t => {
  const here = await mlrunsBench(t);
  for (const name of ['good', 'bad']) await here.save(here.run({ name }));
  const done = Object.fromEntries(
    ['log-batch', 'update', 'set-tag', 'delete-tag', 'get', 'search'].map(verb => [
      `/runs/${verb}`,
      () => ({}),
    ]),
  );
  const fake = await fakeMlflow(t, {
    ...done,
    '/experiments/get-by-name': () => ({ experiment: { experiment_id: '1' } }),
    '/runs/create': (request, response) =>
      request.json.run_name === 'bad'
        ? refuse(400, 'INVALID_PARAMETER_VALUE', 'bad name')(request, response)
        : { run: { info: { run_id: 'r' } } },
  });
  t.match(await give(here, fake.url), { runs: 1, losses: [{ why: /left out: there says: bad name/ }] });
  await t.rejects(give(here, 'http://127.0.0.1:1'), { code: 'remote' });
});

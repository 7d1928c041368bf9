import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type ImportRequest, importRuns } from '../../../src/interop/mlflow-runs/import-runs.ts';
import type { MlflowRun } from '../../../src/interop/mlflow-runs/mlflow-run.ts';
import type { FoundRun, RunStore } from '../../../src/interop/mlflow-runs/run-store.ts';
import { ExperimentNotFoundError } from '../../../src/run/errors.ts';
import { mlrunsBench } from '../../support/mlruns-bench.ts';
import { mlflowId, STARTED } from '../../support/mlruns-store.ts';
import { AUTHOR } from '../../support/store-bench.ts';

const mlflow = (n: number, changes: Partial<MlflowRun> = {}): MlflowRun => ({
  ...{ id: mlflowId(n), path: `sweep/${mlflowId(n)}`, params: {}, tags: {}, metrics: [] },
  meta: { status: 3, start_time: STARTED + n, end_time: STARTED + n },
  ...{ inputs: [], outputs: [], models: [], artifacts: [] },
  ...changes,
});

const found = (run: MlflowRun): FoundRun => ({ id: run.id, read: async () => ({ run, losses: [] }) });

function storeOf(runs: readonly FoundRun[]): RunStore {
  const experiment = { id: '7', path: '7', name: 'sweep', deleted: false, created: STARTED, tags: {} };
  return {
    experiments: [{ experiment, runs: () => runs }],
    ...{ ahead: 4, together: 2, registered: () => [] },
    ...{ parentOf: async () => undefined, losses: () => [] },
  };
}

async function opened(t: Parameters<typeof mlrunsBench>[0]) {
  const bench = await mlrunsBench(t);
  const bring = (store: RunStore, how: Partial<ImportRequest> = {}) =>
    importRuns(store, {
      ...{ repository: bench.repository, settings: { largeSize: 1 << 20 }, author: AUTHOR, shown: 'there' },
      ...{ only: [], dryRun: false, now: STARTED, progress() {}, ...how },
    });
  return { ...bench, bring };
}

t.test('what was stored before trouble came is there, and is not read again', async t => {
  const bench = await opened(t);
  const read: string[] = [];
  const noting = (run: MlflowRun): FoundRun => ({
    id: run.id,
    async read() {
      read.push(run.id);
      return { run, losses: [] };
    },
  });
  const bad: FoundRun = { id: mlflowId(4), read: () => Promise.reject(new Error('cut')) };
  const four = [0, 1, 2, 3].map(n => noting(mlflow(n)));
  await t.rejects(bench.bring(storeOf([...four, bad])), /cut/);
  t.equal((await bench.runs()).size, 4);
  read.length = 0;
  const report = await bench.bring(storeOf([...four, noting(mlflow(4))]));
  t.match(report, { same: 4, runs: [{ foreign: mlflowId(4) }], from: 'there' });
  t.same(read, [mlflowId(4)]);
});

t.test('a run that says that it came from here is here', async t => {
  const bench = await opened(t);
  const run = bench.run({});
  await bench.save(run);
  const back = { ...found(mlflow(1)), ours: run.id };
  t.match(await bench.bring(storeOf([back, found(mlflow(1))])), { same: 1, runs: { length: 1 } });
});

t.test('files that were fetched for a run are let go when it is stored', async t => {
  const bench = await opened(t);
  const file = join(t.testdir(), 'a.txt');
  writeFileSync(file, 'a');
  const one: FoundRun = {
    id: mlflowId(1),
    read: async () => ({
      run: mlflow(1, { artifacts: [{ path: 'a.txt', file }] }),
      losses: [],
      close: async () => rmSync(file),
    }),
  };
  t.match(await bench.bring(storeOf([one])), { losses: [] });
  t.notOk(existsSync(file));
  const [run] = (await bench.runs()).values();
  t.match(run?.run.artifacts, { count: 1, bytes: 1 });
});

t.test('an experiment that is not there is told', async t => {
  const { bring } = await opened(t);
  await t.rejects(bring(storeOf([]), { only: ['swep'] }), ExperimentNotFoundError);
});

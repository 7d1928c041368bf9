import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { isTracked, listenBesideJob } from '../../../src/interop/mlflow/beside-job.ts';
import { authorOf } from '../../../src/record/identity.ts';
import type { Listening } from '../../../src/record/request.ts';
import type { Run } from '../../../src/run/run.ts';
import type { RunTip } from '../../../src/run/run-tip.ts';
import { iterateRuns, loadTip } from '../../../src/store/list.ts';
import { findTip } from '../../../src/store/tips.ts';
import { recordingBench } from '../../support/recording.ts';
import { SETTINGS } from '../../support/settings.ts';

const bench = await recordingBench(t, { files: { '.gitignore': '*.mjs\n' } });
const { on, repository } = bench;
const said: string[] = [];
const worldOf = (env: Readonly<Record<string, string | undefined>> = on.env) => ({
  ...{ repository, env, directory: on.path, settings: SETTINGS },
  author: authorOf(repository.config, on.env),
  now: Date.now,
  say: (line: string) => void said.push(line),
});

/** A client of MLflow's, as a script. */
const CLIENT = `
  const base = process.env.MLFLOW_TRACKING_URI + '/api/2.0/mlflow/';
  const headers = { 'Content-Type': 'application/json' };
  const post = async (path, body) => {
    const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 200) throw new Error(await answer.text());
    return answer.json();
  };
  const begin = async body => (await post('runs/create', { start_time: Date.now(), ...body })).run.info;
  const log = (run_id, key, value) => post('runs/log-metric', { run_id, key, value, timestamp: Date.now(), step: 1 });
`;

/** Records a job that is such a client; returns all runs that it made, the job's own first. */
async function played(script: string, { isPlaced = false, exitCode = 0 } = {}): Promise<Run[]> {
  writeFileSync(join(on.path, 'client.mjs'), `${CLIENT}${script}`);
  const { exit, stored } = await bench.record(['env', '-u', 'NODE_OPTIONS', process.execPath, 'client.mjs'], {
    listen: run => listenBesideJob({ ...worldOf(), isPlaced }, run),
  });
  t.same(exit, { code: exitCode });
  const others: Run[] = [];
  for await (const one of iterateRuns(repository))
    if (!('error' in one) && one.run.id > (stored?.run.id ?? '')) others.push(one.run);
  return [stored?.run as Run, ...others.reverse()];
}

t.test('the first run that a job begins is the run that it is recorded as', async t => {
  const [run, ...others] = await played(`
    const { experiment_id } = await post('experiments/create', { name: 'sweep' });
    const { run_id, run_uuid } = await begin({ experiment_id, run_name: 'first', tags: [{ key: 'k', value: 'v' }] });
    await log(run_id, 'loss', 0.5);
    await post('runs/log-parameter', { run_id, key: 'lr', value: '0.1' });
    await post('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
    await log(run_id, 'late', 1);
  `);
  t.same(others, []);
  t.match(run, {
    name: 'first',
    experiment: { name: 'sweep' },
    outcome: { status: 'finished' },
    tags: { k: 'v' },
    params: { lr: { value: 0.1 } },
    metrics: { loss: { last: 0.5, step: 1 }, late: { last: 1 } },
    problems: [],
  });
  t.notOk(JSON.stringify(run).includes('127.0.0.1'), 'where it spoke to is not recorded');
});

t.test('what it takes back of it again, or says anew, is what is recorded', async t => {
  const [run] = await played(`
    const { run_id } = await begin({ run_name: 'first', tags: [{ key: 'k', value: 'v' }, { key: 'l', value: 'w' }] });
    const tag = (key, value) => post('runs/set-tag', { run_id, key, value });
    const untag = key => post('runs/delete-tag', { run_id, key });
    await tag('mlflow.note.content', 'not yet');
    await tag('late', 'x');
    await untag('k');
    await untag('late');
    await post('runs/update', { run_id, run_name: 'second' });
    await tag('mlflow.note.content', 'said');
  `);
  t.match(run, { name: 'second', note: 'said', problems: [] });
  t.same({ ...run?.tags }, { l: 'w', 'mlflow.note.content': 'said', 'mlflow.runName': 'second' });
});

t.test('a run that has ended is gone on with, and the run of the job stays as it is', async t => {
  const [first] = await played(`
    const { run_id } = await begin({ run_name: 'first' });
    await log(run_id, 'loss', 3);
  `);
  const [own, ...others] = await played(
    `
    const run_id = '${first?.id}';
    await post('runs/update', { run_id, status: 'RUNNING' });
    await log(run_id, 'loss', 2);
    await post('runs/log-parameter', { run_id, key: 'late', value: 'x' });
    process.exitCode = 3;
  `,
    { exitCode: 3 },
  );
  t.same(others, []);
  t.match(own, { metrics: {}, params: {}, outcome: { status: 'failed' } });
  const loaded = await loadTip(repository, (await findTip(repository, (first as Run).id)) as RunTip);
  t.match(loaded.run, {
    name: 'first',
    metrics: { loss: { count: 2, last: 2 } },
    params: { late: { value: 'x' } },
    outcome: { status: 'failed', exitCode: 3 },
  });
  t.same(bench.journals(), []);
});

t.test(
  'others are runs of their own within it, and end as the job does where it did not end them',
  async t => {
    const runs = await played(
      `
    const outer = await begin({ run_name: 'outer' });
    const tags = [{ key: 'mlflow.parentRunId', value: outer.run_id }];
    const inner = await begin({ run_name: 'inner', tags });
    await log(inner.run_id, 'x', 1);
    await post('runs/update', { run_id: inner.run_id, status: 'FINISHED', end_time: Date.now() });
    await begin({ run_name: 'second' });
    await post('runs/update', { run_id: outer.run_id, status: 'FINISHED', end_time: Date.now() });
    process.exitCode = 3;
  `,
      { exitCode: 3 },
    );
    t.match(
      runs.map(({ name, outcome }) => [name, outcome.status]),
      [
        ['outer', 'failed'],
        ['inner', 'finished'],
        ['second', 'failed'],
      ],
      'what the client says of the end of a job that fails does not count',
    );
    t.same(
      new Set(runs.map(({ source }) => source.commit)).size,
      1,
      'all run on what was there at the start',
    );
    for (const { lineage } of runs.slice(1)) t.match(lineage, [{ relation: 'child-of', id: runs[0]?.id }]);
  },
);

t.test('an experiment that the user has named holds', async t => {
  const [run] = await played(
    `
    const { experiment_id } = await post('experiments/create', { name: 'other' });
    await begin({ experiment_id });
  `,
    { isPlaced: true },
  );
  t.equal(run?.experiment.name, SETTINGS.experiment);
});

t.test('a job that logs elsewhere is told with its run, one that logs here is not', async t => {
  const elsewhere = `(await import('node:fs')).mkdirSync('mlruns/0/' + Date.now(), { recursive: true });`;
  const [run] = await played(elsewhere);
  t.match(run?.problems, [{ code: 'mlflow-elsewhere', message: /into mlruns/ }]);
  const [heard] = await played(`await begin({}); ${elsewhere}`);
  t.same(heard?.problems, []);
});

t.test('nobody comes in without the path, and nobody when the job has ended', async t => {
  let listening: Listening | undefined;
  const run = await bench.record(['true'], {
    listen: async run => {
      listening = await listenBesideJob({ ...worldOf(), isPlaced: false }, run);
      const { MLFLOW_TRACKING_URI: uri = '' } = listening.env;
      t.equal(await (await fetch(`${uri}/health`)).text(), 'OK');
      t.equal((await fetch(`${new URL(uri).origin}/health`)).status, 401);
      return listening;
    },
  });
  t.ok(run.stored);
  await t.rejects(fetch(`${listening?.env.MLFLOW_TRACKING_URI}/health`));
  t.same(bench.journals(), []);
});

t.test('a place of the user’s own is left to them, ours of a run around is not', t => {
  t.notOk(isTracked({}));
  t.ok(isTracked({ MLFLOW_TRACKING_URI: 'http://a' }));
  t.notOk(isTracked({ MLFLOW_TRACKING_URI: 'http://a', GIT_RUN_MLFLOW: 'http://a' }));
  t.end();
});

t.test('loopback is not reached by way of a proxy', async t => {
  const { path: directory } = on;
  const id = { id: 'x', argv: ['true'], directory } as never;
  const env = { http_proxy: 'http://proxy', NO_PROXY: 'corp' };
  const listening = await listenBesideJob({ ...worldOf(env), isPlaced: false }, id);
  t.match(listening.env, { NO_PROXY: 'corp,127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' });
  await listening.close({ code: 0 });
  const plain = await listenBesideJob({ ...worldOf({}), isPlaced: false }, id);
  t.same(Object.keys(plain.env), ['MLFLOW_TRACKING_URI', 'GIT_RUN_MLFLOW']);
  await plain.close({ code: 0 });
});

import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { printPythonFloat } from '../../../src/interop/mlflow-runs/python-float.ts';
import { ExperimentNotFoundError, UsageError } from '../../../src/run/errors.ts';
import { hexOfId, MLFLOW_RUN_ID } from '../../../src/run/hex-id.ts';
import { printParam } from '../../../src/run/param.ts';
import { checkRun, openCheck } from '../../../src/store/check-run.ts';
import { listExperiments } from '../../../src/store/experiments.ts';
import { loadDetail } from '../../../src/store/load.ts';
import { MODEL } from '../../../src/store/model-kind.ts';
import { listRecords } from '../../../src/store/records.ts';
import { readRunSeries } from '../../../src/store/run-series.ts';
import { listTips } from '../../../src/store/tips.ts';
import { openValidation, validateRun } from '../../../src/store/validate-run.ts';
import { FOREIGN, mlrunsBench } from '../../support/mlruns-bench.ts';
import { experimentMeta, mlflowId, runMeta, STARTED, writeStore } from '../../support/mlruns-store.ts';

interface Facts {
  readonly params: Record<string, string>;
  readonly tags: Record<string, string>;
  readonly latest: Record<string, string>;
  readonly history: Record<string, [number, string, number][]>;
}

/** What MLflow itself reads in the store, by the ids of runs. */
const FACTS: Record<string, Facts> = JSON.parse(readFileSync(`${FOREIGN}.json`, 'utf8'));

t.test('a store of MLflow comes over as MLflow reads it', async t => {
  const bench = await mlrunsBench(t);
  const report = await bench.bring(FOREIGN);
  t.same(report.losses, []);
  t.equal(report.open, 1);
  t.equal(report.runs.length, Object.keys(FACTS).length);
  const runs = await bench.runs();
  for (const { run, commit } of runs.values()) {
    const { [MLFLOW_RUN_ID]: id = '', ...tags } = run.tags;
    const facts = FACTS[id] as Facts;
    const params = Object.entries(run.params).map(([key, param]) => [key, printParam(param)]);
    t.same(Object.fromEntries(params), facts.params);
    t.same({ ...tags }, facts.tags);
    const latest = Object.entries(run.metrics).map(([key, { last }]) => [key, printPythonFloat(last)]);
    t.same(Object.fromEntries(latest), facts.latest);
    const history: Facts['history'] = {};
    for await (const { chunk } of readRunSeries(bench.repository.objects, [commit])) {
      const points = chunk.value.map((value, at) => [
        Math.round((chunk.time[at] as number) * 1000),
        printPythonFloat(value),
        chunk.step[at],
      ]);
      if (chunk.key === 'scored') t.same(chunk.step, [5]);
      else history[chunk.key] = points as Facts['history'][string];
    }
    t.same(history, facts.history);
  }
  const outcomes = [...runs].map(([name, { run, trashed }]) => [name, run.outcome.status, trashed]);
  t.same(outcomes.sort(), [
    ['a child- of it', 'failed', false],
    ['by default', 'finished', false],
    ['first', 'finished', false],
    ['gone', 'finished', true],
    ['killed', 'killed', false],
    ['running', 'lost', false],
    ['within', 'finished', true],
  ]);
  const first = runs.get('first');
  t.match(first?.run, {
    note: 'The first\n\nof all.',
    started: '2026-11-02T14:00:02.000Z',
    experiment: { name: 'digits' },
  });
  t.same(runs.get('a child- of it')?.run.lineage, [{ relation: 'child-of', id: first?.run.id }]);
  const { artifacts } = await loadDetail(bench.repository.objects, first as never);
  t.same(
    artifacts.map(({ path }) => path.replace(/m-[0-9a-f]+/, 'MODEL')),
    ['empty.txt', 'models/MODEL/MLmodel', 'models/MODEL/data/weights.bin', 'plots/curve.bin', 'report.txt'],
  );
  const experiments = await listExperiments(bench.repository);
  t.match(
    experiments.map(({ name, removed, description }) => ({ name, removed, description })),
    [
      { name: 'default', removed: false },
      { name: 'digits', removed: false, description: 'Handwritten *digits*' },
      { name: 'nothing yet', removed: false },
      { name: 'old- ones', removed: true },
    ],
  );
});

t.test('what was brought is whole, may be shared, and is brought once', async t => {
  const bench = await mlrunsBench(t);
  await bench.bring(FOREIGN);
  const tips = await listTips(bench.repository);
  const [check, validation] = [openCheck(bench.repository), openValidation(bench.repository)];
  for (const tip of tips) {
    t.match(await checkRun(check, tip), { state: 'whole', findings: [] });
    t.equal(await validateRun(validation, tip), undefined);
  }
  const refs = bench.on.git('for-each-ref');
  t.match(await bench.bring(FOREIGN), { runs: [], experiments: [], same: tips.length });
  t.equal(bench.on.git('for-each-ref'), refs);
  t.notMatch(refs, /refs\/run-snapshots/);
});

t.test('registered models come too, of part of a store those of its runs; a second time nothing', async t => {
  const bench = await mlrunsBench(t);
  const [one, two] = [mlflowId(1), mlflowId(2)];
  const version = (run: string) => `source: runs:/${run}/net\nrun_id: ${run}\nversion: 1\n`;
  const store = bench.store({
    '1/meta.yaml': experimentMeta('1', 'one'),
    [`1/${one}/meta.yaml`]: runMeta(one, { run_name: 'one' }),
    [`1/${one}/artifacts/net/MLmodel`]: 'x',
    '2/meta.yaml': experimentMeta('2', 'two'),
    [`2/${two}/meta.yaml`]: runMeta(two, { run_name: 'two' }),
    [`2/${two}/artifacts/net/MLmodel`]: 'x',
    'models/a/meta.yaml': `name: a\ncreation_timestamp: ${STARTED}\n`,
    'models/a/version-1/meta.yaml': version(one),
    'models/b/version-1/meta.yaml': version(two),
    'models/b/meta.yaml': '{',
  });
  const part = await bench.bring(store, { only: ['one'] });
  t.match(part, { losses: [{ path: 'models/b/meta.yaml' }, {}], models: [{ name: 'a', versions: 1 }] });
  t.match((await bench.bring(store)).models, [{ name: 'b', versions: 1 }]);
  const found = await listRecords(bench.repository, MODEL);
  const { run } = (await bench.runs()).get('one') as never as { run: { id: string } };
  t.match(found, [
    { name: 'a', versions: [{ number: 1, run: one, location: new RegExp(`${run.id}.*/net$`) }] },
    {},
  ]);
  const refs = bench.on.git('for-each-ref');
  t.match(await bench.bring(store), { models: [], same: 2 });
  t.equal(bench.on.git('for-each-ref'), refs);
});

t.test('an import that was interrupted goes on where it was', async t => {
  const bench = await mlrunsBench(t);
  const store = writeStore(bench.store({}), 5, 3);
  let looked = 0;
  const progress = () => {
    if (looked++ === 3) throw new Error('killed');
  };
  await t.rejects(bench.bring(store, { progress }), /killed/);
  const report = await bench.bring(store);
  t.equal(report.runs.length + report.same, 5);
  t.equal((await bench.runs()).size, 5);
});

t.test('a dry run writes nothing, and says what an import then does', async t => {
  const bench = await mlrunsBench(t);
  const before = bench.on.git('for-each-ref');
  const planned = await bench.bring(FOREIGN, { dryRun: true });
  t.equal(bench.on.git('for-each-ref'), before);
  t.same({ ...(await bench.bring(FOREIGN)), dryRun: true }, planned);
});

t.test('some experiments can be chosen, by name or id', async t => {
  const bench = await mlrunsBench(t);
  await t.rejects(bench.bring(FOREIGN, { only: ['digit'] }), ExperimentNotFoundError);
  t.match(await bench.bring(FOREIGN, { only: ['0'] }), { experiments: ['default'], runs: { length: 1 } });
  t.match(await bench.bring(FOREIGN, { only: ['old: ones', 'Default'] }), {
    experiments: ['old- ones'],
    same: 1,
  });
});

t.test('a run follows the commit that MLflow names, where it is here', async t => {
  const bench = await mlrunsBench(t);
  const head = bench.on.git('rev-parse', 'HEAD').trim();
  const [known, absent] = [mlflowId(1), mlflowId(2)];
  const store = bench.store({
    '1/meta.yaml': experimentMeta('1', 'sweep'),
    [`1/${known}/meta.yaml`]: runMeta(known, { run_name: 'known' }),
    [`1/${known}/tags/mlflow.source.git.commit`]: head,
    [`1/${absent}/meta.yaml`]: runMeta(absent, { run_name: 'absent' }),
    [`1/${absent}/tags/mlflow.source.git.commit`]: 'a'.repeat(40),
  });
  await bench.bring(store);
  const runs = await bench.runs();
  t.match(runs.get('known')?.run, { source: { commit: head, head }, problems: [] });
  t.match(runs.get('absent')?.run, { source: { unknown: true }, problems: [{ code: 'no-source' }] });
});

t.test('no link is followed, and nothing outside of the store is read', async t => {
  const bench = await mlrunsBench(t);
  const id = mlflowId(1);
  const secret = bench.store({
    'secret.txt': 'xyzzy',
    'run/meta.yaml': runMeta(id),
    'run/params/key': 'xyzzy',
  });
  const store = bench.store({
    '1/meta.yaml': experimentMeta('1', 'sweep'),
    [`1/${id}/meta.yaml`]: runMeta(id, { artifact_uri: `file://${secret}`, run_name: 'odd' }),
    [`1/${id}/artifacts/real.txt`]: 'real',
    [`1/${id}/artifacts/.git/config`]: 'x',
    [`1/${id}/params/lr`]: '1',
    [`1/${id}/inputs/x/meta.yaml`]: `source_type: DATASET\nsource_id: ../../../${secret}\n`,
  });
  symlinkSync(join(secret, 'secret.txt'), join(store, '1', id, 'artifacts/link.txt'));
  symlinkSync(secret, join(store, '1', id, 'artifacts/folder'));
  symlinkSync(join(secret, 'secret.txt'), join(store, '1', id, 'params/link'));
  symlinkSync(join(secret, 'run'), join(store, '1', mlflowId(2)));
  const report = await bench.bring(store);
  const lost = report.losses.map(({ path }) => path.replaceAll(id, 'ID'));
  for (const path of [
    '1/ID/artifacts/link.txt',
    '1/ID/artifacts/folder',
    '1/ID/params/link',
    `1/${mlflowId(2)}`,
  ])
    t.ok(lost.includes(path), path);
  const runs = await bench.runs();
  t.same([...runs.keys()], ['odd']);
  t.same(Object.keys(runs.get('odd')?.run.params ?? {}), ['lr']);
  t.match(runs.get('odd')?.run, { artifacts: { count: 1, bytes: 4 } });
  t.notMatch(JSON.stringify(runs.get('odd')), 'xyzzy');
});

t.test('a damaged store comes as far as it goes, and each loss is named', async t => {
  const bench = await mlrunsBench(t);
  const store = writeStore(bench.store({}), 4, 3);
  const [whole, empty, torn, gone] = [0, 1, 2, 3].map(n => join(store, '1', mlflowId(n))) as [
    string,
    string,
    string,
    string,
  ];
  truncateSync(join(empty, 'meta.yaml'));
  writeFileSync(join(torn, 'meta.yaml'), runMeta(mlflowId(2)).slice(0, 40));
  writeFileSync(join(torn, 'metrics/loss'), 'rubbish\n');
  writeFileSync(join(torn, 'params/lr'), Buffer.from([0x61, 0xff]));
  rmSync(join(gone, 'meta.yaml'));
  rmSync(join(store, '1/meta.yaml'));
  const report = await bench.bring(store);
  t.equal(report.runs.length, 4);
  const told = report.losses.map(({ path, why }) => `${path.replace(`1/${path.split('/')[1]}`, '')} ${why}`);
  for (const pattern of [
    /^\/meta.yaml makes no sense: it is empty/,
    /has no meta.yaml/,
    /loss has no point in line 1/,
    /lr is not UTF-8/,
  ])
    t.ok(
      told.some(line => pattern.test(line)),
      `${pattern}`,
    );
  for (const { run } of (await bench.runs()).values()) {
    t.equal(run.experiment.name, 'mlflow-1');
    t.equal(run.problems.length > 0, run.name !== 'run-0', run.name);
  }
  t.ok(whole);
});

t.test('a run of ours that was exported and comes back is the one it was', async t => {
  const bench = await mlrunsBench(t);
  const run = bench.run({ started: new Date(STARTED).toISOString() });
  await bench.save(run);
  const id = hexOfId(run.id);
  const start_time = Number.parseInt(id.slice(0, 12), 16);
  const store = bench.store({
    '1/meta.yaml': experimentMeta('1', 'x'),
    [`1/${id}/meta.yaml`]: runMeta(id, { start_time }),
  });
  t.match(await bench.bring(store), { runs: [], same: 1 });
});

t.test('what is large goes the way of large artifacts', async t => {
  const bench = await mlrunsBench(t);
  const id = mlflowId(1);
  const store = bench.store({
    '1/meta.yaml': experimentMeta('1', 'x'),
    [`1/${id}/meta.yaml`]: runMeta(id, { run_name: 'big' }),
    [`1/${id}/artifacts/model.bin`]: Buffer.alloc(3000, 1),
  });
  await bench.bring(store, { settings: { largeSize: 1000 } });
  const loaded = (await bench.runs()).get('big');
  const { artifacts } = await loadDetail(bench.repository.objects, loaded as never);
  t.match(artifacts, [{ path: 'model.bin', size: 3000, pointer: true }]);
  t.type(await bench.repository.contents.find(artifacts[0] as never), 'string');
});

t.test('a directory that is no store is refused', async t => {
  const bench = await mlrunsBench(t);
  await t.rejects(bench.bring(bench.store({ 'notes.txt': 'x' })), UsageError);
  await t.rejects(bench.bring(join(bench.on.home, 'none')), UsageError);
});

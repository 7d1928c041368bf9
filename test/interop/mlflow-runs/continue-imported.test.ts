import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { RunTip } from '../../../src/run/run-tip.ts';
import { checkRun, openCheck } from '../../../src/store/check-run.ts';
import { editRun } from '../../../src/store/edit.ts';
import { loadDetail } from '../../../src/store/load.ts';
import { readRunSeries } from '../../../src/store/run-series.ts';
import { findTip } from '../../../src/store/tips.ts';
import { mlrunsBench } from '../../support/mlruns-bench.ts';
import { experimentMeta, mlflowId, runMeta, STARTED, writeFiles } from '../../support/mlruns-store.ts';
import { AUTHOR } from '../../support/store-bench.ts';

const bench = await mlrunsBench(t);
const { repository } = bench;
const id = mlflowId(1);
const OPEN = { end_time: null, status: 1 };
const store = bench.store({
  '1/meta.yaml': experimentMeta('1', 'sweep'),
  [`1/${id}/meta.yaml`]: runMeta(id, OPEN),
  [`1/${id}/params/lr`]: '0.1',
  [`1/${id}/tags/stage`]: 'dev',
  [`1/${id}/tags/mine`]: 'x',
  [`1/${id}/metrics/loss`]: `${STARTED} 3 0\n${STARTED + 1} 2 1\n`,
  [`1/${id}/artifacts/old.txt`]: 'old',
});
const file = (path: string) => join(store, '1', id, path);
const only = async () => {
  const [run, ...more] = [...(await bench.runs()).values()];
  if (run === undefined || more.length > 0) throw new Error('there is not one run');
  return run;
};

t.test('to a run that had not ended comes what its store has by now', async t => {
  t.match(await bench.bring(store), { open: 1, continued: [], runs: { length: 1 } });
  t.match(
    await bench.bring(store),
    { same: 1, open: 0, continued: [], runs: [] },
    'as long as there is nothing',
  );
  const first = await only();
  await editRun({
    ...{ repository, id: first.run.id, author: AUTHOR, now: Date.now() },
    edits: [{ kind: 'tag', key: 'mine', value: 'said here' }],
  });
  appendFileSync(file('metrics/loss'), `${STARTED + 2} 1 2\n${STARTED + 2} 1 2\n${STARTED + 3} 5 0\n`);
  writeFiles(join(store, '1', id), {
    'params/late': '7',
    'tags/stage': 'prod',
    'tags/mine': 'said there',
    'artifacts/new.txt': 'new',
    'meta.yaml': runMeta(id, OPEN),
  });
  t.match(await bench.bring(store, { dryRun: true }), { dryRun: true, continued: [{ foreign: id }] });
  t.equal((await only()).run.metrics.loss?.count, 2);
  t.match(await bench.bring(store), {
    same: 0,
    open: 0,
    continued: [{ foreign: id, id: first.run.id }],
    runs: [],
  });
  const more = await only();
  t.match(more.run, {
    outcome: first.run.outcome,
    params: { lr: { value: 0.1 }, late: { value: 7 } },
    metrics: { loss: { count: 5, last: 1, step: 2, min: 1, max: 5 } },
    tags: { stage: 'prod', mine: 'said here' },
  });
  const { artifacts } = await loadDetail(repository.objects, more);
  t.same(
    artifacts.map(({ path }) => path),
    ['new.txt', 'old.txt'],
  );
  const values: number[] = [];
  for await (const { chunk } of readRunSeries(repository.objects, [more.commit])) values.push(...chunk.value);
  t.same(values, [3, 2, 1, 1, 5]);
  t.match(await bench.bring(store), { same: 1, continued: [] });
});

t.test('it ends as it did there, and is left alone then', async t => {
  writeFileSync(
    file('meta.yaml'),
    runMeta(id, { end_time: STARTED + 9000, status: 4, lifecycle_stage: 'deleted' }),
  );
  t.match(await bench.bring(store), { continued: [{ foreign: id }] });
  const ended = await only();
  t.match(ended, {
    trashed: true,
    run: { outcome: { status: 'failed' }, ended: new Date(STARTED + 9000).toISOString() },
  });
  appendFileSync(file('metrics/loss'), `${STARTED + 4} 1 4\n`);
  t.match(await bench.bring(store), { same: 1, continued: [] });
  const tip = (await findTip(repository, ended.run.id)) as RunTip;
  t.match(await checkRun(openCheck(repository), tip), { state: 'whole', findings: [] });
});

import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { checkActive, Tracking } from '../../../src/interop/mlflow/tracking.ts';
import { bootId } from '../../../src/process/identity.ts';
import { writeRecorder } from '../../../src/record/live.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import { loadRun } from '../../../src/store/load.ts';
import { findTip } from '../../../src/store/tips.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const LOST = { status: 'lost', why: 'stopped' } as const;
const asked = { name: 'a', experiment: 'default', user: 'ada', started: Date.now(), tags: [] };
const commitOf = async (id: never) => {
  const tip = await findTip(bench.repository, id);
  return tip && (await loadRun(bench.repository.objects, tip.commit)).run;
};

t.test('a run that is over becomes a commit soon after, and one that goes on again does not', async t => {
  const tracking = new Tracking(bench.world, { patience: 20 });
  const [over, again] = [await tracking.create(asked), await tracking.create(asked)];
  for (const run of [over, again]) {
    await tracking.change(run.id, run => run.update({ status: 'FINISHED' }));
  }
  await tracking.change(again.id, run => run.update({ status: 'RUNNING' }));
  while (tracking.open.length > 1) await new Promise(resolve => setTimeout(resolve, 5));
  t.equal((await commitOf(over.id as never))?.outcome.status, 'finished');
  t.equal(await commitOf(again.id as never), undefined);
  t.not(await tracking.find(over.id), over, 'it is read from Git then');
  await tracking.close(LOST);
  t.match(await commitOf(again.id as never), { outcome: LOST });
});

t.test('all that is open becomes commits when the server stops, and no journal is left', async t => {
  const tracking = new Tracking(bench.world, { patience: 3_600_000 });
  const runs = [await tracking.create(asked), await tracking.create(asked), await tracking.create(asked)];
  await runs[1]?.update({ status: 'FAILED', ended: Date.now() });
  await tracking.close(LOST);
  const found = await Promise.all(runs.map(({ id }) => commitOf(id as never)));
  t.same(
    found.map(run => run?.outcome.status),
    ['lost', 'failed', 'lost'],
  );
  t.same(bench.journals(), []);
  await t.rejects(tracking.create(asked), { message: /stopping/ });
});

t.test('a write waits for the commit that is being made, and is made to it', async t => {
  const tracking = new Tracking(bench.world, { patience: 3_600_000 });
  const run = await tracking.create(asked);
  const closing = tracking.close(LOST);
  await tracking.change(run.id, run => run.log({ tags: [{ key: 'late', value: 'x' }] }));
  await closing;
  const view = await (await tracking.find(run.id)).view();
  t.equal(new Map(view.tags).get('late'), 'x');
});

t.test('of a commit one change is made after the other', async t => {
  const tracking = new Tracking(bench.world, { patience: 0 });
  const { id } = await tracking.create(asked);
  await tracking.close(LOST);
  const note = (model: string) => tracking.change(id, run => run.note([{ kind: 'model input', model }]));
  await Promise.all(['m-1', 'm-2', 'm-3', 'm-4'].map(note));
  t.equal((await (await tracking.find(id)).facts()).modelInputs.size, 4);
  t.same(
    readdirSync(`${bench.on.path}/.git/git-run`).filter(name => name.startsWith('upload-')),
    [],
  );
});

t.test('what is in the trash is not begun in', async t => {
  const experiment = (await bench.tracking.experiments.get('0')) as never;
  checkActive(experiment, '0');
  t.throws(() => checkActive({ ...(experiment as object), removed: true } as never, '0'), {
    message: /'active' state/,
  });
});

t.test('what a server was told of a run that went on is there when it was killed', async t => {
  const killed = new Tracking(bench.world, { patience: 3_600_000 });
  const { id } = await killed.create(asked);
  await killed.change(id, run => run.update({ status: 'FINISHED', ended: 5 }));
  await killed.close(LOST);
  const again = new Tracking(bench.world, { patience: 3_600_000 });
  t.teardown(() => again.close(LOST));
  await again.change(id, run => run.log({ params: [{ key: 'late', value: 'x' }] }));
  const [journal = ''] = bench.journals();
  const live = { id: journal as RunId, path: join(bench.on.path, '.git/git-run/live', journal) };
  const gone = { pid: 1, start: 'gone' };
  await writeRecorder(live, { host: hostname(), boot: await bootId(), recorder: gone });
  const next = new Tracking(bench.world, { patience: 3_600_000 });
  const { params, status } = await (await next.find(id)).view();
  t.same([new Map(params).get('late'), status], ['x', 'FINISHED']);
  t.same(bench.journals(), []);
});

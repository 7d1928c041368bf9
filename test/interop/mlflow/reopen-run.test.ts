import t from 'tap';
import { Tracking } from '../../../src/interop/mlflow/tracking.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const LOST = { status: 'lost', why: 'stopped' } as const;

t.test('a run whose server was killed is gone on with', async t => {
  const bench = await mlflowBench(t);
  const run_id = await bench.begin({
    ...{ run_name: 'first', user_id: 'ada' },
    tags: [
      { key: 'a', value: '1' },
      { key: 'mlflow.user', value: 'ada' },
    ],
  });
  const point = (step: number) => ({ key: 'loss', value: step, timestamp: 10 + step, step });
  await bench.post('runs/log-batch', {
    ...{ run_id, metrics: [point(0), { ...point(1), timestamp: 9007199254740993n.toString() }] },
    params: [{ key: 'lr', value: '0.10' }],
    tags: [{ key: 'a', value: '2' }],
  });
  await bench.post('runs/log-inputs', {
    run_id,
    datasets: [{ dataset: { name: 'd', digest: 'x', source_type: 'local', source: '{}' } }],
  });
  await bench.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/${run_id}/artifacts/a.txt`, { body: 'x' });
  await bench.post('runs/update', { run_id, run_name: 'renamed' });
  const before = (await bench.get('runs/get', { run_id })).run;
  await bench.kill(run_id);
  const [next, other] = [new Tracking(bench.world), new Tracking(bench.world)];
  const counts = await Promise.all([next.reopen(), other.reopen()]);
  t.same(counts.toSorted(), [0, 1], 'by one of two servers');
  const taken = counts[0] === 1 ? next : other;
  Object.assign(bench, { tracking: taken });
  const view = await (await taken.find(run_id)).view();
  t.match(view, { name: 'renamed', user: 'ada', status: 'RUNNING', started: before.info.start_time });
  t.same([...view.params], [['lr', '0.10']]);
  t.match(new Map(view.tags).get('a'), '2');
  t.match([...view.metrics], [['loss', { value: 1, timestamp: 9007199254740993n }]]);
  t.equal(view.facts.datasets.size, 1);
  await taken.change(run_id, run =>
    run.log({ metrics: [point(1), { ...point(2) }], params: [{ key: 'lr', value: '0.10' }] }),
  );
  await t.rejects(
    taken.change(run_id, run => run.log({ params: [{ key: 'lr', value: '0.2' }] })),
    { message: /not allowed/ },
  );
  await taken.change(run_id, run => run.update({ status: 'FINISHED' }));
  await taken.close(LOST);
  const ended = await (await taken.find(run_id)).view();
  t.match(ended, { status: 'FINISHED', name: 'renamed' });
  t.equal((await (await taken.find(run_id)).history('loss')).length, 4);
});

t.test('one that its client had ended ends as it said', async t => {
  const bench = await mlflowBench(t);
  const run_id = await bench.begin();
  await bench.post('runs/update', { run_id, status: 'FAILED', end_time: Date.now() });
  await bench.kill(run_id);
  const next = new Tracking(bench.world, { patience: 3_600_000 });
  await next.reopen();
  t.equal((await (await next.find(run_id)).view()).status, 'FAILED');
  await next.close(LOST);
  t.equal((await (await next.find(run_id)).view()).status, 'FAILED');
});

t.test('runs that live are left alone', async t => {
  const bench = await mlflowBench(t);
  await bench.begin();
  t.equal(await new Tracking(bench.world).reopen(), 0);
});

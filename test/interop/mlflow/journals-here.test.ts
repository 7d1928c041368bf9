import t from 'tap';
import { goingRuns, leftRuns } from '../../../src/interop/mlflow/journals-here.ts';
import { liveRun } from '../../support/live-run.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await mlflowBench(t);
const store = await storeBench(t, { opened: bench });
const GONE = 2 ** 22 - 1;

t.test(
  'runs of others are going, those that nobody records any more and clients had begun are left',
  async t => {
    const ours = await bench.begin();
    const others = await liveRun(bench, store.run());
    const job = await liveRun(bench, store.run(), { recorder: GONE, child: GONE });
    const left = await liveRun(bench, store.run({ tags: { 'mlflow.runName': 'a' } }), {
      recorder: GONE,
      child: GONE,
    });
    const { world, tracking } = bench;
    const going = await goingRuns(world, tracking.experiments, id => id !== ours);
    t.same(
      going.map(({ id }) => id),
      [others.id],
    );
    const found = (await leftRuns(world)).map(({ live }) => live.id);
    t.same(found, [left.id]);
    t.notOk(found.includes(job.id), 'that is for recover');
  },
);

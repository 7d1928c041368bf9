import t from 'tap';
import { noFacts } from '../../../src/interop/mlflow/facts.ts';
import { StoredPoints } from '../../../src/interop/mlflow/stored-points.ts';
import type { RunTip } from '../../../src/run/run-tip.ts';
import { loadTip } from '../../../src/store/list.ts';
import { findTip } from '../../../src/store/tips.ts';
import { continueRun } from '../../support/attempts.ts';
import { NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

const { repository, save, run: newRun } = await storeBench(t);
const point = (key: string, value: number, step: number, timestamp: number = NOW) => ({
  ...{ key, value, step, timestamp },
});

t.test('the points of all attempts are told, those that two have once', async t => {
  const run = newRun();
  await save(run);
  await continueRun(repository, run.id, { metrics: { loss: [3, 2] } });
  await continueRun(repository, run.id, { metrics: { loss: [3, 1], ['__proto__']: [0] } });
  const loaded = await loadTip(repository, (await findTip(repository, run.id)) as RunTip);
  const points = new StoredPoints(repository.objects, loaded, async () => noFacts());
  t.same(
    (await points.history('loss')).map(({ value, step }) => [value, step]),
    [
      [3, 0],
      [1, 1],
      [2, 1],
    ],
  );
  t.same(await points.history('none'), []);
  t.match(await points.latest(), new Map([['loss', { value: 2, step: 1 }]]));
  const more = [
    point('loss', 3, 0),
    point('loss', 3, 0, NOW - 1),
    point('loss', 3, 0, NOW + 1),
    point('new', 3, 0),
  ];
  t.same(await points.fresh(more), more.slice(1));
});

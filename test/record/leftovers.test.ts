import t from 'tap';
import { findLeftovers } from '../../src/record/leftovers.ts';
import { liveRun } from '../support/live-run.ts';
import { NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('journals of interrupted runs and anchors of none are named, those of live runs are not', async t => {
  const bench = await storeBench(t);
  const { repository, on } = bench;
  const request = { repository, env: on.env, now: NOW };
  t.same(await findLeftovers(request), { interrupted: [], anchors: [] });
  const going = await liveRun(bench, bench.run());
  const dead = await liveRun(bench, bench.run(), { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  const stale = `refs/run-live/${bench.run().id}`;
  for (const ref of [`refs/run-live/${going.id}`, `refs/run-live/${dead.id}`, stale])
    on.git('update-ref', ref, 'HEAD');
  t.same(await findLeftovers(request), {
    interrupted: [{ id: dead.id, journal: dead.path }],
    anchors: [stale],
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readPlan } from '../../src/record/live.ts';
import { storeEnded } from '../../src/record/store-ended.ts';
import { liveRun } from '../support/live-run.ts';
import { storeBench } from '../support/store-bench.ts';

const ENDING = { outcome: { status: 'finished', exitCode: 0 }, ended: 5000, resources: { wall: 1 } } as const;

/** Signals that come while something is asked how many there were. */
const signals = (counts: number[]) => ({ begin() {}, end() {}, count: () => counts.shift() ?? 9 });

t.test('what a signal cut short is done again; any other trouble is trouble', async t => {
  const bench = await storeBench(t);
  const live = await liveRun(bench, bench.run());
  const plan = (await readPlan(live)) as NonNullable<Awaited<ReturnType<typeof readPlan>>>;
  const broken = { ...plan, source: { ...plan.source, commit: '1'.repeat(40) } } as typeof plan;
  const ended = { live, plan, ending: ENDING };
  await t.rejects(storeEnded(bench.repository, { ...ended, plan: broken, held: signals([0, 0]) }));
  // The first attempt fails, and a signal came; the second one, without.
  await t.rejects(storeEnded(bench.repository, { ...ended, plan: broken, held: signals([0, 1, 1, 1]) }));
  const { run } = await storeEnded(bench.repository, { ...ended, held: signals([0]) });
  t.equal(run.id, live.id);
});

t.test('where only the answer was lost the run is there', async t => {
  const bench = await storeBench(t);
  const run = bench.run();
  const commit = await bench.save(run);
  const live = await liveRun(bench, run);
  const plan = (await readPlan(live)) as NonNullable<Awaited<ReturnType<typeof readPlan>>>;
  writeFileSync(join(live.path, 'log/000000.log'), 'x');
  const stored = await storeEnded(bench.repository, { live, plan, ending: ENDING, held: signals([0, 1]) });
  t.match(stored, { commit, run: { id: run.id } });
});

import t from 'tap';
import { absentRuns } from '../../src/cli/absent-runs.ts';
import { createContext } from '../../src/cli/context.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { worldOf } from '../support/cli.ts';
import { liveRun } from '../support/live-run.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

t.test('of a run that is not listed it is told whether it is there, or what became of it', async t => {
  const bench = await storeBench(t);
  const [here, deleted, going, unknown] = ['h', 'd', 'g', 'x'].map(end => idAt(NOW, end)) as [
    never,
    never,
    never,
    never,
  ];
  await bench.save(bench.run({ id: here, name: 'here' }));
  await liveRun(bench, bench.run({ id: going, name: 'going' }));
  await addTombstones({ repository: bench.repository, author: AUTHOR, now: NOW }, [
    { kind: 'deleted', id: deleted, time: new Date(NOW).toISOString(), who: 'Ada' },
  ]);
  const context = createContext(worldOf(bench.on).world);
  t.teardown(() => context.close());
  t.same(await absentRuns(context, [here, deleted, going, unknown]), [
    { id: here, name: 'here', why: 'not listed', isGone: false },
    { id: deleted, why: 'deleted', isGone: true },
    { id: going, name: 'going', why: 'not listed', isGone: false },
    { id: unknown, why: 'not here', isGone: true },
  ]);
  t.same(await absentRuns(context, []), []);
});

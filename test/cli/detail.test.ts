import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { detailOf } from '../../src/cli/detail.ts';
import { findRun } from '../../src/cli/find-run.ts';
import { worldOf } from '../support/cli.ts';
import { liveRun } from '../support/live-run.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());

t.test('of a run that has ended all that lies beside its record is read', async t => {
  await bench.save(bench.run({ name: 'ended' }), { environment: { os: { id: 'debian' } } });
  const detail = await detailOf(context, await findRun(context, 'ended'));
  t.match(detail, {
    row: { name: 'ended' },
    environment: { os: { id: 'debian' } },
    artifacts: [],
    inputs: [],
  });
  t.equal(detail.plan, undefined);
});

t.test('of a run in progress what was planned is told: command, source, host', async t => {
  const { run } = await liveRun(bench, bench.run({ name: 'going' }));
  const { plan } = await detailOf(context, await findRun(context, 'going'));
  t.match(plan, { command: run.command, host: run.host, source: { commit: run.source.commit } });
  t.match(plan?.author, /^.+ <.+@.+>$/);
});

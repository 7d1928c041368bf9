import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { findRun } from '../../../src/cli/find-run.ts';
import { runMessage } from '../../../src/cli/mlflow/run-message.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());

t.test('a run that has ended has the number of its experiment, and what it read', async t => {
  const run = bench.run({ name: 'ended' });
  const input = {
    path: 'x.csv',
    size: 1,
    sha256: 'ab'.repeat(32),
    method: 'sha256',
    declared: 'option',
  } as const;
  await bench.save(run, { inputs: [input] });
  t.match(await runMessage(context, await findRun(context, 'ended')), {
    info: { run_id: run.id, experiment_id: run.experiment.id, status: 'FINISHED' },
    inputs: { dataset_inputs: [{ dataset: { name: 'x.csv' } }] },
  });
});

t.test('so has one in progress', async t => {
  const { run } = await liveRun(bench, bench.run({ name: 'going' }));
  t.match(await runMessage(context, await findRun(context, 'going')), {
    info: { run_id: run.id, experiment_id: run.experiment.id, status: 'RUNNING' },
  });
});

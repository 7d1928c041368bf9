import t from 'tap';
import { holdSignals } from '../../src/exec/hold-signals.ts';
import { until } from '../support/recording.ts';

t.test('the first signal is told and ends nothing, the second acts', async t => {
  let reached = 0;
  const ours = () => void reached++;
  process.on('SIGTERM', ours);
  t.teardown(() => process.off('SIGTERM', ours));
  const send = async (signal: NodeJS.Signals) => {
    const before = reached;
    process.kill(process.pid, signal);
    // In the order they were sent in.
    process.kill(process.pid, 'SIGTERM');
    await until(() => reached > before);
  };
  const told: boolean[] = [];
  const listening = process.listenerCount('SIGINT');
  const held = holdSignals();
  t.equal(held.first(), undefined);
  await send('SIGINT');
  t.equal(held.first(), 'SIGINT');
  t.same([told, held.count()], [[], 0], 'before the beginning they are somebody else\u2019s');
  held.begin(again => told.push(again));
  process.kill(process.pid, 'SIGHUP');
  process.kill(process.pid, 'SIGUSR1');
  process.kill(process.pid, 'SIGTERM');
  await until(() => told.length > 0);
  t.same([told, held.count()], [[false], 1], 'a hangup is none');
  const before = reached;
  process.kill(process.pid, 'SIGTERM');
  await until(() => reached === before + 2);
  t.same(told, [false, true], 'and then it is sent again, with nobody in its way');
  t.equal(process.listenerCount('SIGINT'), listening);
});

t.test('an end is an end', async t => {
  const before = process.listenerCount('SIGINT');
  holdSignals().end();
  t.equal(process.listenerCount('SIGINT'), before);
});

import { once } from 'node:events';
import t from 'tap';
import { catchSignals, send } from '../../src/exec/signals.ts';
import { spawnAttached } from '../../src/process/spawn.ts';

const cat = () => spawnAttached('cat', [], { stdio: ['pipe', 'ignore', 'ignore'] });

// A signal that is waited for keeps no process running.
const awake = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(awake));

t.test('a signal to us alone ends the child, not us', async t => {
  const before = process.listenerCount('SIGUSR2');
  const signals = catchSignals({ ignoreHangup: false });
  const child = cat();
  signals.passOnTo(child);
  process.kill(process.pid, 'SIGUSR2');
  t.same(await once(child, 'exit'), [null, 'SIGUSR2']);
  await signals.end();
  t.equal(process.listenerCount('SIGUSR2'), before);
});

t.test('one that came before the child is passed on when it is there', async t => {
  const signals = catchSignals({ ignoreHangup: false });
  const noticed = once(process, 'SIGTERM');
  process.kill(process.pid, 'SIGTERM');
  await noticed;
  const child = cat();
  signals.passOnTo(child);
  t.same(await once(child, 'exit'), [null, 'SIGTERM']);
  await signals.end();
});

t.test('a hangup that is to be ignored is not passed on', async t => {
  const signals = catchSignals({ ignoreHangup: true });
  const child = cat();
  signals.passOnTo(child);
  const noticed = once(process, 'SIGHUP');
  process.kill(process.pid, 'SIGHUP');
  await noticed;
  process.kill(process.pid, 'SIGUSR1');
  t.same(await once(child, 'exit'), [null, 'SIGUSR1']);
  await signals.end();
});

t.test('a child that has ended is not signalled', async t => {
  t.doesNotThrow(() => send({ pid: process.pid, exitCode: 0, signalCode: null }, 'SIGKILL'));
  t.doesNotThrow(() => send({ pid: 0x3fffff, exitCode: null, signalCode: null }, 'SIGTERM'));
  t.doesNotThrow(() => send(undefined, 'SIGTERM'));
});

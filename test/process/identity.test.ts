import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setImmediate as aTurn } from 'node:timers/promises';
import t from 'tap';
import { bootId, bootTime, isAlive, pidSpace, processIdentity } from '../../src/process/identity.ts';
import { spawnAttached } from '../../src/process/spawn.ts';

t.test('a process is alive until it ends', async t => {
  const boot = await bootId();
  t.not(boot, '');
  const cat = spawnAttached('cat', [], { stdio: ['pipe', 'ignore', 'ignore'] });
  const identity = await processIdentity(cat.pid!);
  t.match(identity, { pid: cat.pid, start: /./ });
  t.ok(await isAlive(identity!, boot));
  cat.stdin?.end();
  await once(cat, 'exit');
  t.notOk(await isAlive(identity!, boot));
  t.equal(await processIdentity(cat.pid!), undefined);
});

t.test('a number that was used again, or that is of another boot, is no sign of life', async t => {
  const boot = await bootId();
  const self = await processIdentity(process.pid);
  t.ok(await isAlive(self!, boot));
  t.notOk(await isAlive({ ...self!, start: '1' }, boot));
  t.notOk(await isAlive(self!, 'another boot'));
});

t.test(
  'a zombie is not alive',
  { skip: process.platform !== 'linux' && 'needs a parent that waits for none' },
  async t => {
    // The shell becomes a program that does not know of the child the shell had.
    const parent = spawnAttached('/bin/sh', ['-c', 'sleep 60 & echo $!; exec cat'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const [line] = await once(parent.stdout!, 'data');
    const pid = Number(line);
    while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8') !== 'cat\n') await aTurn();
    process.kill(pid, 'SIGKILL');
    while ((await processIdentity(pid)) !== undefined) await aTurn();
    t.doesNotThrow(() => process.kill(pid, 0), 'it is still in the table');
    parent.stdin?.end();
  },
);

t.test('a name with blanks and parentheses does not confuse', async t => {
  const directory = t.testdir({ 'a) R 1 (b': t.fixture('symlink', process.execPath) });
  const child = spawnAttached(`${directory}/a) R 1 (b`, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const identity = await processIdentity(child.pid!);
  t.match(identity?.start, /\d/);
  t.ok(await isAlive(identity!, await bootId()));
  child.stdin?.end();
  await once(child, 'exit');
});

t.test('the machine was started before us, and has one set of numbers for us and our children', async t => {
  t.ok(bootTime() < Date.now() - process.uptime() * 1000);
  t.equal(pidSpace(), pidSpace());
  if (process.platform === 'linux') t.match(pidSpace(), /^pid:\[\d+\]$/);
});

import { execFileSync } from 'node:child_process';
import t from 'tap';
import { startWitness } from '../../src/exec/witness.ts';

/** The one child of ours that is a witness. */
function pidOf(): number {
  const lines = execFileSync('ps', ['-Ao', 'ppid=,pid=,comm='], { encoding: 'utf8' }).split('\n');
  const [pid] = lines.flatMap(line => {
    const [ppid, pid, name] = line.trim().split(/\s+/);
    return Number(ppid) === process.pid && name === 'cat' ? [Number(pid)] : [];
  });
  return pid ?? 0;
}

t.test('a witness answers until a signal ends it', async t => {
  const witness = startWitness();
  t.ok(await witness.isAlive());
  t.ok(await witness.isAlive(), 'and again');
  process.kill(pidOf(), 'SIGUSR1');
  t.notOk(await witness.isAlive(), 'also when the signal is only on its way');
  t.equal(await witness.death, true);
  t.notOk(await witness.isAlive());
  await witness.end();
});

t.test('a witness that is stopped counts as alive', async t => {
  const witness = startWitness();
  process.kill(pidOf(), 'SIGSTOP');
  t.ok(await witness.isAlive());
  await witness.end();
});

t.test('where there can be none it is dead, and not by a signal', async t => {
  const { PATH } = process.env;
  process.env.PATH = t.testdir();
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  const witness = startWitness();
  t.equal(await witness.death, false);
  t.notOk(await witness.isAlive());
  await witness.end();
});

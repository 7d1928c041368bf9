import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { employKeeper } from '../../src/exec/keeper.ts';
import { openPipe } from '../../src/process/pipe.ts';
import { spawnAttached } from '../../src/process/spawn.ts';
import { gone, until } from '../support/recording.ts';

const linux = process.platform !== 'linux' && 'looks at processes by /proc';
const outlet = async (name: 'stdout' | 'stderr', to = 1) => ({ name, channel: await openPipe(), to });
const linkOf = (pid: number | 'self', fd: number) => readlinkSync(`/proc/${pid}/fd/${fd}`);
/** It has become the shell: between fork and exec it has our descriptors. */
const isShell = (pid: number) => /sh\n$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'));

t.test('a job that ends soon has no keeper', async t => {
  const told: number[] = [];
  const { channel, ...rest } = await outlet('stdout');
  employKeeper(['true'], [{ channel, ...rest }], pid => told.push(pid)).end();
  await delay(100);
  channel.closeInput();
  channel.output.destroy();
  t.same(told, []);
});

t.test(
  'a keeper holds what the job writes to and where it goes, and nothing else',
  { skip: linux },
  async t => {
    const [out, err] = [await outlet('stdout', 1), await outlet('stderr', 2)];
    const told: number[] = [];
    const keeper = employKeeper(['true'], [out, err], pid => told.push(pid));
    await until(() => told[0] !== undefined && isShell(told[0]));
    const pid = told[0] as number;
    const any = spawnAttached('cat', [], { stdio: ['pipe', 'pipe', 'ignore'] });
    // When it answers it has loaded all it needs, and holds no file of that any more.
    any.stdin?.write('?');
    await once(any.stdout as Readable, 'data');
    const inherited = readdirSync(`/proc/${any.pid}/fd`);
    any.stdin?.destroy();
    const added = readdirSync(`/proc/${pid}/fd`).filter(fd => !inherited.includes(fd));
    t.same(added.sort(), ['3', '4', '5', '6']);
    t.same(
      [3, 4, 5, 6].map(fd => linkOf(pid, fd)),
      [out.channel.outputFd, 1, err.channel.outputFd, 2].map(fd => linkOf('self', fd)),
    );
    t.not(
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[5],
      String(process.pid),
      'a session of its own',
    );

    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const)
      process.kill(pid, signal);
    await delay(20);
    t.doesNotThrow(() => process.kill(pid, 0), 'nothing that a job may outlive ends it');

    // A pipe whose reader has gone must break: nobody else may hold it.
    out.channel.output.destroy();
    await until(() => told[1] !== undefined && isShell(told[1]));
    await gone(pid);
    t.throws(() => writeSync(out.channel.inputFd, 'x'), { code: 'EPIPE' });
    t.equal(linkOf(told[1] as number, 3), linkOf('self', err.channel.outputFd));

    keeper.end();
    await gone(told[1] as number);
    for (const { channel } of [out, err]) {
      channel.closeInput();
      channel.output.destroy();
    }
    await delay(20);
    t.equal(told.length, 2, 'and that was all');
  },
);

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { watchResources } from '../../../src/capture/job/resources.ts';

const linux = existsSync('/proc/self/stat');

t.test('the peaks of a child that takes 200 MB and burns a processor are seen', { skip: !linux }, async t => {
  // It holds them for half of its life, however long a busy machine took to give them: the last fifth is seen.
  const job = `const b = Buffer.alloc(2e8, 1), full = performance.now();
    while (process.cpuUsage().user < 3e5 || performance.now() < 2 * full) b.fill(process.cpuUsage().user);`;
  // A shell between, as with `uv run`: the job is a grandchild.
  const peaks = await watched(['sh', '-c', `"$0" -e '${job}'; true`, process.execPath]);
  t.ok((peaks.memory ?? 0) > 2e8 && (peaks.memory ?? 0) < 8e8, `${peaks.memory} bytes`);
  t.ok((peaks.cpu ?? 0) >= 0.3 && (peaks.cpu ?? 0) < 3, `${peaks.cpu} s`);
});

t.test('a very short job has its figures too', { skip: !linux }, async t => {
  const peaks = await watched(['sleep', '0.01']);
  t.ok((peaks.memory ?? 0) > 0 && (peaks.memory ?? 0) < 5e7, `${peaks.memory} bytes`);
  t.ok((peaks.cpu ?? 1) < 0.1, `${peaks.cpu} s`);
});

t.test('what our own helpers burn beside it is not the job’s', { skip: !linux }, async t => {
  const child = spawn('cat');
  const watch = watchResources(child.pid ?? 0, { every: 20 });
  // It holds us up too, so that the next sample is due when it has ended.
  spawnSync(process.execPath, ['-e', 'while (process.cpuUsage().user < 3e5);']);
  child.stdin.end();
  await once(child, 'exit');
  t.ok(((await watch.stop()).cpu ?? 1) < 0.25);
});

t.test('who wants to sees each look at it, while anything of it lives', { skip: !linux }, async t => {
  const child = spawn('cat');
  const looks: number[] = [];
  const watch = watchResources(child.pid ?? 0, { onLook: ({ memory }) => looks.push(memory) });
  while (looks.length < 3) await delay(5);
  child.stdin.end();
  await once(child, 'exit');
  const seen = looks.length;
  await watch.stop();
  await delay(20);
  t.equal(looks.length, seen);
  t.ok(looks.some(memory => memory > 0));
});

t.test('a process that has long ended does no harm', async t => {
  const { pid } = spawnSync('true');
  await t.resolves(watchResources(pid).stop());
});

async function watched([program = '', ...args]: readonly string[]) {
  const child = spawn(program, args);
  const watch = watchResources(child.pid ?? 0);
  await once(child, 'exit');
  return watch.stop();
}

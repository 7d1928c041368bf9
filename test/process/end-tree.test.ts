import { spawn } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';
import { endStarted, endTree } from '../../src/process/end-tree.ts';
import { startPiped } from '../../src/process/start.ts';

const linux = process.platform !== 'linux' && 'needs /proc';

const started = async (script: string) => {
  const child = startPiped('sh', ['-c', script], { cwd: '/', env: process.env });
  await once(child.stdout, 'data');
  return child;
};

t.test('what a child has started ends with it', { skip: linux }, async t => {
  const child = await started('sleep 600 & (sleep 600 & echo; wait); wait');
  endTree(child);
  // Its output closes when the last who had it open has ended.
  await once(child, 'close');
  t.equal(child.signalCode, 'SIGTERM');
});

t.test('who does not listen is killed', async t => {
  const child = await started('trap "" TERM; echo; while :; do sleep 0.05; done');
  endTree(child);
  await once(child, 'exit');
  t.equal(child.signalCode, 'SIGKILL');
});

t.test('what was started elsewhere in this process is found by its words', { skip: linux }, async t => {
  const [one, other] = [spawn('sleep', ['61.5']), spawn('sleep', ['62.5'])];
  const ended = new Promise(resolve => one.once('exit', (_, signal) => resolve(signal)));
  endStarted(words => words.includes('61.5'));
  t.equal(await ended, 'SIGTERM');
  t.equal(other.exitCode, null);
  other.kill();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';
import { type LiveRun, type Recorder, readRecorder, writeRecorder } from '../../../src/record/live.ts';
import { cli } from '../../support/cli.ts';
import { type LiveOptions, liveRun } from '../../support/live-run.ts';
import { type StoreBench, storeBench } from '../../support/store-bench.ts';

/** A run in progress with a process of its own; `ended` gives the signal that ends it. */
async function going(bench: StoreBench, name: string, options: LiveOptions = {}) {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  t.teardown(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(([, signal]) => signal as string);
  await liveRun(bench, bench.run({ name }), { child: child.pid as number, ...options });
  return { child, ended };
}

t.test('the one run that is going is asked to end, gently', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  t.match(await run('stop'), { exitCode: 1, stderr: 'git-run: no run is going\n' });
  const { ended } = await going(bench, 'otter');
  t.match(await run('stop'), { exitCode: 0, stdout: '', stderr: 'git-run: sent SIGTERM to otter\n' });
  t.equal(await ended, 'SIGTERM');
  t.match(
    await run('stop', 'otter'),
    { exitCode: 1, stderr: 'git-run: run otter is not going on this machine\n' },
    'it has ended',
  );
});

t.test('of several runs the ones are named, and so is the signal', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  const [one, two, three] = [
    await going(bench, 'one'),
    await going(bench, 'two'),
    await going(bench, 'three'),
  ];
  t.match(await run('stop'), {
    exitCode: 2,
    stderr:
      /^git-run: several runs are going: one \(\w{8}\), two \(\w{8}\), three \(\w{8}\)\n {2}git run stop \w{8}\n$/,
  });
  t.match(await run('stop', 'one', 'two', '-s', 'int'), {
    exitCode: 0,
    stderr: 'git-run: sent SIGINT to one\ngit-run: sent SIGINT to two\n',
  });
  t.same(await Promise.all([one.ended, two.ended]), ['SIGINT', 'SIGINT']);
  await run('stop', 'three', '--signal', '9');
  t.equal(await three.ended, 'SIGKILL');
});

t.test('a run that a program writes is not ended behind its back', async t => {
  const bench = await storeBench(t);
  const { path } = await liveRun(bench, bench.run({ name: 'otter' }));
  const { child: _, ...recorder } = (await readRecorder({ path } as LiveRun)) as Recorder;
  await writeRecorder({ path } as LiveRun, recorder);
  t.match(await cli(bench.on)('stop'), {
    exitCode: 1,
    stderr: /^git-run: run otter is written by a program/,
  });
});

t.test('what is no signal is not sent', async t => {
  const bench = await storeBench(t);
  t.match(await cli(bench.on)('stop', '-s', 'TRM'), {
    exitCode: 2,
    stderr: "git-run: no signal 'TRM'; did you mean TERM?\n",
  });
});

t.test('a run that has ended, and one of another machine, are not touched', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on, { now: Date.now });
  await bench.save(bench.run({ name: 'ended' }));
  const { child } = await going(bench, 'elsewhere', { host: 'another-machine' });
  const { child: other } = await going(bench, 'here');
  for (const name of ['ended', 'elsewhere'])
    t.match(await run('stop', 'here', name), {
      exitCode: 1,
      stderr: `git-run: run ${name} is not going on this machine\n`,
    });
  t.same([child.signalCode, other.signalCode], [null, null], 'nor is any that was named with it');
});

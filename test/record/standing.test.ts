import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { bootId, pidSpace, processIdentity } from '../../src/process/identity.ts';
import {
  beat,
  createLive,
  type LiveRun,
  type Recorder,
  readRecorder,
  writeExit,
  writeRecorder,
} from '../../src/record/live.ts';
import { isHere, standingOf } from '../../src/record/standing.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const parent = temporaryDirectory(t);
const boot = await bootId();
const us = (await processIdentity(process.pid)) as Recorder['recorder'];
const dead = { ...us, start: 'another' };
const EXIT = { exit: { code: 3 }, ended: 5000, resources: { wall: 1.5, cpu: 2 } };
const SECOND = 1000;

/** A journal with a recorder, silent since a time long past. */
async function journal(recorder?: Partial<Recorder>): Promise<LiveRun> {
  const live = await createLive(parent, newRunId(Date.now()));
  if (recorder !== undefined)
    await writeRecorder(live, { host: hostname(), boot, recorder: dead, ...recorder });
  for (const name of ['events', 'heartbeat']) utimesSync(join(live.path, name), 1000, 1000);
  return live;
}

const now = () => Date.now();

t.test('while its recorder lives a run is running, whatever it has noted', async t => {
  const live = await journal({ recorder: us });
  await writeExit(live, EXIT);
  t.same(await standingOf(live, now() + 3600 * SECOND), { kind: 'running' });
});

t.test('an end that was noted is the end', async t => {
  const live = await journal({});
  await writeExit(live, EXIT);
  t.same(await standingOf(live, now()), {
    kind: 'abandoned',
    outcome: { status: 'failed', exitCode: 3 },
    ended: 5000,
    resources: EXIT.resources,
  });
});

t.test('without one, the job decides', async t => {
  const job = spawn('sleep', ['1000']);
  t.teardown(() => job.kill('SIGKILL'));
  const child = (await processIdentity(job.pid as number)) as Recorder['recorder'];
  const live = await journal({ child });
  t.same(await standingOf(live, now()), { kind: 'orphaned', pid: job.pid });
  job.kill('SIGKILL');
  await once(job, 'exit');
  t.match(await standingOf(live, now()), {
    kind: 'abandoned',
    ended: 1000 * SECOND,
    outcome: { status: 'lost' },
  });
});

t.test('a process of the same number is not the same process', async t => {
  t.match(await standingOf(await journal({ child: dead }), now()), { kind: 'abandoned' });
  t.match(await standingOf(await journal({ recorder: us, boot: 'another' }), now()), {
    outcome: { status: 'killed', signal: 'reboot' },
  });
});

t.test('another host is given time', async t => {
  const live = await journal({ host: 'another', recorder: us });
  const beat = 1000 * SECOND;
  t.same(await standingOf(live, beat + 599 * SECOND), { kind: 'running' });
  t.match(await standingOf(live, beat + 601 * SECOND), { ended: beat, outcome: { status: 'lost' } });
  await writeExit(live, EXIT);
  t.match(await standingOf(live, beat + 601 * SECOND), { outcome: { exitCode: 3 } });
});

t.test(
  'a container of the same name is another host, and so is a machine that beats under another boot',
  async t => {
    const beating = async (changes: Partial<Recorder>) => {
      const live = await journal({ recorder: us, ...changes });
      await beat(live);
      return live;
    };
    const others = [{ space: 'pid:[1]' }, { boot: 'another' }, { host: 'another' }];
    for (const other of others) {
      const live = await beating(other);
      t.same(await standingOf(live, now()), { kind: 'running' }, JSON.stringify(other));
      const later = await standingOf(live, now() + 601 * SECOND);
      t.match(later, { outcome: { status: 'lost', why: /^no sign of life from / } });
      t.notOk(await isHere((await readRecorder(live)) as Recorder));
    }
    const ours = await beating({ space: pidSpace(), recorder: dead });
    t.match(await standingOf(ours, now()), { kind: 'abandoned' });
    t.ok(await isHere((await readRecorder(ours)) as Recorder));
  },
);

t.test('clocks that differ make nobody lost', async t => {
  const live = await journal({ host: 'another', recorder: us });
  const ahead = Date.now() / 1000 + 3600;
  utimesSync(join(live.path, 'heartbeat'), ahead, ahead);
  t.same(await standingOf(live, now()), { kind: 'running' }, 'a beat of the future is not long past');
  // Its clock is an hour behind: the file system's counts.
  const realNow = Date.now;
  Date.now = () => realNow() - 3600 * SECOND;
  await beat(live);
  Date.now = realNow;
  t.same(await standingOf(live, now()), { kind: 'running' });
  t.same(
    readdirSync(parent).filter(name => name.startsWith('.')),
    [],
    'the look at the clock leaves nothing',
  );
});

t.test('a recorder whose note is damaged is given time, like one of another host', async t => {
  const live = await journal({ recorder: us });
  writeFileSync(join(live.path, 'recorder.json'), '{"boot":');
  await beat(live);
  t.same(await standingOf(live, now() + 599 * SECOND), { kind: 'running' });
  t.match(await standingOf(live, now() + 601 * SECOND), { outcome: { why: /^no sign of life/ } });
});

t.test('while its keeper puts away the last of the output a run is closing', async t => {
  const live = await journal({ keeper: us });
  t.same(await standingOf(live, now()), { kind: 'closing', pid: us.pid });
});

t.test('a journal without a recorder is given a minute', async t => {
  const live = await journal();
  t.same(await standingOf(live, now()), { kind: 'running' });
  t.match(await standingOf(live, now() + 61 * SECOND), { outcome: { why: 'it never started' } });
  await writeExit(live, EXIT);
  t.match(await standingOf(live, now() + 61 * SECOND), { outcome: { exitCode: 3 } });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { bootId, processIdentity } from '../../src/process/identity.ts';
import { type Job, runJob } from '../../src/record/job.ts';
import {
  createLive,
  type LiveRun,
  lastBeat,
  readExit,
  readFindings,
  readRecorder,
} from '../../src/record/live.ts';
import { readLiveResources, samplesFile } from '../../src/record/live-resources.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { captureContext } from '../support/capture-context.ts';
import { recordingBench } from '../support/recording.ts';

const linux = existsSync('/proc/self/stat');
const bench = await recordingBench(t);
const newLive = () => createLive(join(bench.on.home, 'live'), newRunId(Date.now()));
const jobOf = (script: string, live?: LiveRun, changes: Partial<Job> = {}): Job => {
  const argv = ['sh', '-c', script];
  const { env } = bench.on;
  const context = { ...captureContext(t, { argv }), repository: bench.repository, env };
  return {
    program: '/bin/sh',
    argv,
    directory: bench.on.path,
    env,
    ignoreHangup: false,
    ...(live === undefined
      ? {}
      : { recording: { live, context: { ...context, live: live.path }, request: bench.request(argv) } }),
    ...changes,
  };
};

t.test('a job leaves its output, its end and its peaks in the journal', async t => {
  const live = await newLive();
  const end = await runJob(jobOf('echo "# out"; exit 3', live));
  t.match(end, { exit: { code: 3 }, resources: { wall: Number } });
  t.same(await readExit(live), end);
  t.equal(readFileSync(join(live.path, 'log/000000.log'), 'utf8'), '# out\n');
  t.match(await readFindings(live), [{ environment: Object }], 'and what was found beside it');
});

t.test('who records and what it has started is noted', async t => {
  const live = await newLive();
  const us = { host: hostname(), boot: await bootId(), recorder: await processIdentity(process.pid) };
  // The job ends when it has seen itself noted.
  await runJob(
    jobOf(`until grep -q '"child"' ${live.path}/recorder.json; do :; done; echo $$ > ${live.path}/pid`, live),
  );
  const pid = Number(readFileSync(join(live.path, 'pid'), 'utf8'));
  t.match(await readRecorder(live), { ...us, child: { pid } });
});

t.test('what it takes can be read while it runs, and is whole at its end', { skip: !linux }, async t => {
  const live = await newLive();
  const started = Date.now();
  const script = join(live.path, 'burn.cjs');
  // It holds its memory, and burns a processor, until two samples are there.
  writeFileSync(
    script,
    `const b = Buffer.alloc(2e8, 1), { readFileSync } = require('node:fs');
    const samples = () => { try { return readFileSync(${JSON.stringify(samplesFile(live))}, 'utf8').split('\\n') } catch { return [] } };
    while (samples().length < 3) b.fill(process.cpuUsage().user & 255);`,
  );
  await runJob(jobOf(`${process.execPath} ${script}`, live));
  const series = new Map((await readLiveResources(live, started)).map(chunk => [chunk.key, chunk]));
  const [cpu, memory] = ['system/cpu', 'system/memory'].map(key => series.get(key)?.value ?? []);
  t.ok(Math.max(...(memory ?? [])) > 2e8, `${memory} bytes`);
  t.ok(Math.max(...(cpu ?? [])) > 20, `${cpu} %`);
  t.ok(Math.max(...(cpu ?? [])) < 250, `${cpu} %`);
  t.ok((memory?.length ?? 0) >= 2);
});

t.test('one that is over at once is not measured', async t => {
  const live = await newLive();
  await runJob(jobOf('true', live));
  t.notOk(existsSync(samplesFile(live)));
});

t.test('while it runs it gives signs of life', async t => {
  const live = await newLive();
  const before = await lastBeat(live);
  await runJob(
    jobOf(
      `cp -p ${live.path}/heartbeat ${live.path}/first; until [ ${live.path}/heartbeat -nt ${live.path}/first ]; do sleep 0.05; done`,
      live,
    ),
  );
  t.ok((await lastBeat(live)) > before);
});

t.test('an output that cannot be recorded is a problem of the run, not of the job', async t => {
  const live = await newLive();
  const script = `rm -rf ${live.path}/log; echo x > ${live.path}/log; echo "# lost"; exit 4`;
  t.match(await runJob(jobOf(script, live)), { exit: { code: 4 } });
  const problems = (await readFindings(live)).flatMap(found => found.problems ?? []);
  t.match(problems, [{ code: 'log-incomplete' }]);
});

t.test('without a journal it runs all the same', async t => {
  t.match(await runJob(jobOf('exit 5')), { exit: { code: 5 }, resources: { wall: Number } });
});

t.test('what the system refuses to start is thrown, and nothing keeps us alive', async t => {
  const live = await newLive();
  const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;
  const before = timers();
  await t.rejects(runJob(jobOf('', live, { program: '/no/such/program' })), { code: 'command-not-runnable' });
  t.notOk(existsSync(join(live.path, 'exit.json')));
  t.equal(timers(), before);
});

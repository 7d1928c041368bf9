/** What becomes of a job, and of its record, when its recorder is killed: with real processes, pipes and files. */
import { existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDefaultHighWaterMark } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import t from 'tap';
import { recover } from '../../src/record/recover.ts';
import { standingOf } from '../../src/record/standing.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { buildRecorder, gone, type RecorderOptions, recordingBench, until } from '../support/recording.ts';

const linux = process.platform !== 'linux' && 'finds processes by /proc';
const bench = await recordingBench(t, { files: { '.gitignore': 'state/\n', 'state/x': '' } });
const { on, repository } = bench;
const start = await buildRecorder(t);
const recoverAll = () => recover({ repository, env: on.env, now: Date.now() });

/** Says something, waits for a file `state/go`, and says more. */
const JOB =
  'rm -f state/go; echo before; until [ -e state/go ] || [ ! -e .git ]; do sleep 0.01; done; echo after; echo err >&2';

/** Starts a job, and waits until its keeper stands by. */
async function started(script: string, how: RecorderOptions = {}) {
  const known = bench.journals();
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const recorder = start(bench, ['sh', '-c', script], {}, { kept: true, stdio: [...stdio], ...how });
  const output = Promise.all([recorder.process.stdout, recorder.process.stderr].map(s => s && text(s)));
  // A test may close it early.
  output.catch(() => undefined);
  const id = await found(() => bench.journals().find(name => !known.includes(name)));
  const journal = join(on.path, '.git/git-run/live', id);
  const note = join(journal, 'recorder.json');
  const noted = () => (existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {});
  await found(() => noted().keeper);
  await until(() => logOf(journal) !== '');
  const { child, keeper } = noted();
  return {
    id: id as RunId,
    journal,
    recorder,
    output,
    pid: child.pid as number,
    keeper: keeper.pid as number,
  };
}

/** Where it is there still. */
function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {}
}

async function found<T>(look: () => T | undefined): Promise<T> {
  await until(() => look() !== undefined);
  return look() as T;
}

function logOf(journal: string): string {
  const directory = join(journal, 'log');
  const parts = existsSync(directory) ? readdirSync(directory).filter(name => name.endsWith('.log')) : [];
  return parts.map(name => readFileSync(join(directory, name), 'latin1')).join('');
}

t.test('the job goes on, and its output goes on to where it went and into the journal', async t => {
  const { id, journal, recorder, output, pid, keeper } = await started(JOB);
  const live = { id, path: journal };
  await recorder.kill();
  const index = join(journal, 'log/index.ndjson');
  await until(() => existsSync(index) && readFileSync(index, 'utf8').includes('resumed'));
  process.kill(keeper, 'SIGTERM');
  t.same(await recoverAll(), [{ id, kind: 'orphaned', pid }]);
  on.write('state/go', '');
  t.same(await output, ['before\nafter\n', 'err\n'], 'and both have their end');
  await gone(pid);
  const [recovery] = await recoverAll();
  t.match(recovery, { kind: 'recovered', run: { outcome: { status: 'lost' } } });
  if (recovery?.kind !== 'recovered') return;
  t.match(recovery.run.problems, [{ code: 'recorder-killed' }]);
  const log = bench.file(recovery.run, 'logs/000000.log');
  t.same(log.split('\n').sort(), ['', 'after', 'before', 'err'].sort());
  const lines = bench
    .file(recovery.run, 'logs/index.ndjson')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  t.match(lines[1], { resumed: Number }, 'the index says where another took over');
  t.equal(
    lines.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    log.length,
  );
  t.match(await standingOf(live, Date.now() + 120_000), { kind: 'abandoned' });
  t.notOk(existsSync(journal));
});

t.test('what the job takes is measured on, and all of it is kept', { skip: linux }, async t => {
  const { journal, recorder, output, pid } = await started(JOB);
  const samples = () =>
    existsSync(join(journal, 'resources')) ? readFileSync(join(journal, 'resources'), 'utf8') : '';
  await until(() => samples() !== '');
  await recorder.kill();
  const before = samples();
  await until(() => samples().length > before.length);
  on.write('state/go', '');
  await Promise.all([output, gone(pid)]);
  const [recovery] = await recoverAll();
  if (recovery?.kind !== 'recovered') return t.fail(JSON.stringify(recovery));
  const lines = bench.file(recovery.run, 'resources.ndjson').trim().split('\n');
  const series = new Map(lines.map(line => JSON.parse(line)).map(chunk => [chunk.key, chunk]));
  t.ok(series.get('system/memory').value.length >= 2);
  t.equal(series.get('system/memory').time[0], JSON.parse(before.split('\n')[0] as string).time);
  t.ok(series.get('system/cpu').value.every((value: number) => value >= 0 && value < 300));
  return;
});

t.test('into a file, too, nothing is lost or twice', async t => {
  const file = join(on.home, 'out');
  const fd = openSync(file, 'w');
  const script = `${JOB}; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo $i; done`;
  const { recorder, pid } = await started(script, { stdio: ['ignore', fd, fd] });
  await recorder.kill();
  on.write('state/go', '');
  await gone(pid);
  const [recovery] = await recoverAll();
  const numbers = Array.from({ length: 20000 }, (_, i) => `${i + 1}\n`).join('');
  const all = `before\nafter\nerr\n${numbers}`;
  t.equal(readFileSync(file, 'utf8'), all);
  if (recovery?.kind === 'recovered') t.equal(bench.file(recovery.run, 'logs/000000.log'), all);
  else t.fail(JSON.stringify(recovery));
});

t.test('a reader that goes away ends the job as it would without us', async t => {
  const { recorder, pid, keeper } = await started(`${JOB}; while [ -e .git ]; do echo more; done`);
  await recorder.kill();
  recorder.process.stdout?.destroy();
  on.write('state/go', '');
  await Promise.all([gone(pid), gone(keeper)]);
  t.match(await recoverAll(), [{ kind: 'recovered' }]);
});

t.test('of a job that was killed with it all that was said is kept', { skip: linux }, async t => {
  const inSession = (session: number) =>
    readdirSync('/proc').filter(name => {
      if (!/^\d+$/.test(name) || !existsSync(`/proc/${name}/stat`)) return false;
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[3] === String(session);
      } catch {
        return false;
      }
    });
  const ways: Record<string, (recorder: number, job: number) => void> = {
    both: (recorder, job) => [recorder, job].map(kill),
    'the group': recorder => kill(-recorder),
    'the session': recorder => inSession(recorder).map(pid => kill(Number(pid))),
  };
  for (const [way, endAll] of Object.entries(ways)) {
    const { recorder, output, pid, keeper } = await started(JOB, { detached: true });
    endAll(recorder.pid, pid);
    t.same(await output, ['before\n', ''], way);
    const [recovery] = await recoverAll();
    t.match(recovery, { kind: 'recovered', run: { outcome: { status: 'lost' } } });
    if (recovery?.kind === 'recovered') t.equal(bench.file(recovery.run, 'logs/000000.log'), 'before\n');
    await gone(keeper);
  }
});

t.test('a journal that is removed meanwhile stays removed', async t => {
  const { journal, recorder, output, keeper } = await started(JOB);
  await recorder.kill();
  rmSync(journal, { recursive: true });
  on.write('state/go', '');
  t.same(await output, ['before\nafter\n', 'err\n']);
  await gone(keeper);
  t.notOk(existsSync(journal));
});

t.test('a keeper that its recorder had no time to note is waited for all the same', async t => {
  const { id, journal, recorder, pid, keeper } = await started(JOB);
  const note = join(journal, 'recorder.json');
  const { keeper: identity, ...before } = JSON.parse(readFileSync(note, 'utf8'));
  writeFileSync(note, JSON.stringify(before));
  await recorder.kill();
  await until(() => JSON.parse(readFileSync(note, 'utf8')).keeper !== undefined);
  t.same(JSON.parse(readFileSync(note, 'utf8')), { ...before, keeper: identity });
  process.kill(keeper, 'SIGSTOP');
  on.write('state/go', '');
  await gone(pid);
  const recoveries = recoverAll();
  process.kill(keeper, 'SIGCONT');
  t.match(await recoveries, [{ id, kind: 'recovered' }]);
  t.same(logOfRun(id).split('\n').sort(), ['after', 'before', 'err'].sort());
});

t.test('a recorder that is only stopped is not taken for dead, nor is its job', async t => {
  const { id, recorder, output, pid } = await started(JOB);
  const live = { id, path: join(on.path, '.git/git-run/live', id) };
  const later = Date.now() + 3_600_000;
  process.kill(recorder.pid, 'SIGSTOP');
  t.same(await standingOf(live, later), { kind: 'running' }, 'however long its heart stands still');
  process.kill(pid, 'SIGSTOP');
  t.same([await standingOf(live, later), await recoverAll()], [{ kind: 'running' }, []]);
  for (const process_ of [pid, recorder.pid]) process.kill(process_, 'SIGCONT');
  on.write('state/go', '');
  t.same(await output, ['before\nafter\n', 'err\n']);
  t.match(await recorder.ended(), { exit: { code: 0 }, stored: id });
});

/** What a job of the property writes: lines that are all different. */
const WRITTEN = Array.from({ length: 60_000 }, (_, i) => `${String(i).padStart(7, '0')}\n`).join('');
/** Under a test runner's loader Node's stdout does not block: a full pipe is waited for, not died of. */
const WRITE = `
  const all = Array.from({ length: 60_000 }, (_, i) => String(i).padStart(7, '0') + '\\n');
  const { writeSync } = require('node:fs');
  const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  for (let at = 0; at < all.length; pause()) {
    try {
      writeSync(1, all.slice(at, at + 100).join(''));
      at += 100;
    } catch (error) {
      if (error.code !== 'EAGAIN') process.exit(1);
    }
  }`;

/** What one read gives at most: libuv's buffer. */
const PIECE = 65536;

/**
 * What a recorder can have read and not logged when it is killed: the piece that it is passing on or logging, and what
 * its paused stream holds. That one reads on while it holds less than its high-water mark, so the last piece may come
 * when it is one byte below.
 */
const IN_HAND = PIECE + (getDefaultHighWaterMark(false) - 1) + PIECE;

interface Moments {
  readonly recorder: number;
  readonly job: number | null;
  readonly keeper: number | null;
}

/** Kills a recorder, and perhaps its job and its keeper, so many ms after the start; returns the run's id. */
async function killedAt(when: Moments): Promise<string> {
  const known = bench.journals();
  const recorder = start(bench, [process.execPath, '-e', WRITE], {}, { kept: true });
  const id = await found(() => bench.journals().find(name => !known.includes(name)));
  const note = join(on.path, '.git/git-run/live', id, 'recorder.json');
  const pidOf = (who: string) =>
    existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8'))[who]?.pid as number) : undefined;
  const job = await found(() => pidOf('child'));
  const later = async (ms: number | null, end: () => unknown) => {
    if (ms === null) return;
    await delay(ms);
    await end();
  };
  await Promise.all([
    later(when.recorder, recorder.kill),
    later(when.job, () => kill(job)),
    later(when.keeper, () => kill(pidOf('keeper'))),
  ]);
  await gone(job);
  return id;
}

t.test('killed in any order at any moment, a run is there once, with its output', async t => {
  const moment = fc.integer({ min: 0, max: 250 });
  const moments = fc.record({ recorder: moment, job: fc.option(moment), keeper: fc.option(moment) });
  const holds = async (when: Moments) => {
    const id = await killedAt(when);
    let recoveries = await recoverAll();
    // The job is gone: a keeper that needs longer for the last of the output than `recover` waits is busy, or slow.
    while (recoveries.some(({ kind }) => kind === 'orphaned')) recoveries = await recoverAll();
    const stored = `refs/runs/${id}`;
    const refs = on.git('for-each-ref', '--format=%(refname)', stored, 'refs/run-live');
    const gaps = refs === stored ? gapsIn(logOfRun(id)) : [];
    // Once another took over.
    const isWhole = gaps.length < 2 && gaps.every(([, bytes]) => bytes <= IN_HAND);
    const said = JSON.stringify({ id, when, gaps });
    return t.same(
      { refs, journals: bench.journals(), isWhole },
      { refs: stored, journals: [], isWhole: true },
      said,
    );
  };
  // One that fails may leave what the next would stumble over.
  await fc.assert(fc.asyncProperty(moments, holds), { numRuns: 8, endOnFailure: true });
});

function logOfRun(id: string): string {
  const part = on.git('ls-tree', '--name-only', `refs/runs/${id}`, 'logs/000000.log');
  return part === '' ? '' : on.git('cat-file', 'blob', `refs/runs/${id}:${part}`);
}

/** The stretches of what the job wrote that a log leaves out before its end: where, and of how many bytes. */
function gapsIn(log: string): [at: number, bytes: number][] {
  const gaps: [number, number][] = [];
  let from = 0;
  for (let at = 0; at < log.length; ) {
    if (log[at] === WRITTEN[from]) {
      at++;
      from++;
      continue;
    }
    // Whole lines among so much tell where it goes on.
    const next = WRITTEN.indexOf(log.slice(at, at + 64), from);
    gaps.push([from, next < 0 ? Number.POSITIVE_INFINITY : next - from]);
    if (next < 0) break;
    from = next;
  }
  return gaps;
}

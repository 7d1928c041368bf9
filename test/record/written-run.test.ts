import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type LiveEntry, listJournals } from '../../src/record/journals.ts';
import { readExit } from '../../src/record/live.ts';
import type { RunPlan } from '../../src/record/plan.ts';
import { recover } from '../../src/record/recover.ts';
import {
  openWrittenRun,
  reopenWrittenRun,
  type WriteRequest,
  type WrittenRun,
} from '../../src/record/written-run.ts';
import type { Outcome } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { loadRun } from '../../src/store/load.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { findTip } from '../../src/store/tips.ts';
import { type RecordingBench, recordingBench } from '../support/recording.ts';
import { snapshotOf } from '../support/snapshot-of.ts';

const bench = await recordingBench(t, { files: { 'train.py': 'print(1)\n' } });
const FINISHED: Outcome = { status: 'finished', exitCode: 0 };
const open = (changes: Partial<WriteRequest> = {}, { request }: RecordingBench = bench) => {
  const { repository, settings, env, directory, argv, now } = request(['python', 'train.py']);
  return openWrittenRun({ repository, settings, env, directory, argv, now, ...changes });
};
const say = ({ events }: WrittenRun, ...said: object[]) =>
  appendFileSync(events, said.map(event => `${JSON.stringify(event)}\n`).join(''));
const anchors = () => bench.on.git('for-each-ref', '--format=%(refname)', 'refs/run-live');

t.test('what a program writes is a run, whole, and nothing of the user’s is touched', async t => {
  const { on, repository, journals, file } = bench;
  on.write('train.py', 'print(2)\n');
  const before = snapshotOf(on.path);
  const run = await open({
    name: 'version_1',
    experiment: 'pipeline',
    params: { lr: '0.1' },
    tags: { stage: 'dev' },
    note: 'a note',
    started: Date.UTC(2026, 0, 2),
  });
  t.same(journals(), [run.id]);
  say(run, { param: { depth: 3 } }, { metric: { loss: 0.5 }, step: 1 }, { metric: { loss: 0.25 }, step: 2 });
  writeFileSync(join(run.artifacts, 'model.bin'), 'weights');
  const { run: stored, commit, kept } = await run.end(FINISHED, Date.UTC(2026, 0, 2, 0, 0, 3));
  t.match(stored, {
    id: run.id,
    name: 'version_1',
    experiment: { name: 'pipeline' },
    outcome: FINISHED,
    started: '2026-01-02T00:00:00.000Z',
    ended: '2026-01-02T00:00:03.000Z',
    command: { argv: ['python', 'train.py'], cwd: '.' },
    params: { lr: { value: 0.1 }, depth: { value: 3 } },
    metrics: { loss: { last: 0.25, count: 2 } },
    tags: { stage: 'dev' },
    note: 'a note',
    resources: { wall: 3 },
    artifacts: { count: 1, bytes: 7 },
    source: { modified: 1 },
    problems: [],
  });
  t.equal(kept.length, 1);
  t.equal(file(stored, 'artifacts/model.bin'), 'weights');
  t.same((await loadRun(repository.objects, commit)).run, stored);
  t.same([journals(), anchors()], [[], '']);
  t.same(snapshotOf(on.path), before);
});

t.test('what was in the way is said by the run', async t => {
  const run = await open();
  run.addProblem({ code: 'odd', message: 'it is odd' });
  t.match((await run.end(FINISHED)).run.problems, [{ code: 'odd', message: 'it is odd' }]);
});

t.test('an end is one, however often it is told', async t => {
  const run = await open();
  const [first, second] = await Promise.all([run.end({ status: 'failed', exitCode: 3 }), run.end(FINISHED)]);
  t.equal(first, second);
  t.match(first.run.outcome, { status: 'failed', exitCode: 3 });
});

t.test('of many that are written at once each is its own', async t => {
  const first = await open({ name: '0' });
  const { source } = first;
  if (source === undefined) throw new Error('it has no source');
  const others = await Promise.all([1, 2, 3].map(n => open({ name: String(n), source })));
  for (const [n, run] of [first, ...others].entries()) say(run, { metric: { n } });
  const ended = await Promise.all([first, ...others].map(run => run.end(FINISHED)));
  t.same(
    ended.map(({ run }) => [run.name, run.metrics.n?.last, run.source.commit]),
    [0, 1, 2, 3].map(n => [String(n), n, source.commit]),
  );
  for (const { run } of ended) t.ok(await findTip(bench.repository, run.id));
  t.same(anchors(), '');
});

t.test('one whose process is gone is recovered with all that was written', async t => {
  const own = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const { on, repository } = own;
  const all = async () => recover({ repository, env: on.env, now: Date.now() + 120_000 });
  const run = await open({ name: 'cut off' }, own);
  say(run, { metric: { loss: 0.5 } });
  writeFileSync(join(run.artifacts, 'a.txt'), 'a');
  t.same(await all(), [], 'it is not taken from one who lives');
  const [entry] = await listJournals({ repository, env: on.env, now: Date.now() });
  t.match(entry, { plan: { name: 'cut off' }, standing: { kind: 'running' } });
  // As another process sees it when ours is gone.
  const recorder = join(run.events, '..', 'recorder.json');
  writeFileSync(recorder, readFileSync(recorder, 'utf8').replace(/("pid":)\s*\d+/, '$14194304'));
  t.match(await all(), [
    {
      id: run.id,
      kind: 'recovered',
      run: { outcome: { status: 'lost' }, metrics: { loss: { last: 0.5 } }, artifacts: { count: 1 } },
    },
  ]);
});

t.test('a program outlives its recorder: the run is its own until it ends', async t => {
  const own = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const { on, repository } = own;
  const run = await open({ pid: process.pid }, own);
  const recorder = join(run.events, '..', 'recorder.json');
  const noted = JSON.parse(readFileSync(recorder, 'utf8'));
  t.equal(noted.child.pid, process.pid);
  writeFileSync(recorder, JSON.stringify({ ...noted, recorder: { pid: 4194304, start: 'gone' } }));
  t.match(await recover({ repository, env: on.env, now: Date.now() }), [
    { kind: 'orphaned', pid: process.pid },
  ]);
});

t.test('what cannot be stored is kept with its end, and the error says where', async t => {
  const own = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const run = await open({}, own);
  say(run, { metric: { loss: 0.5 } });
  const objects = join(own.on.path, '.git/objects');
  rmSync(objects, { recursive: true });
  const error = await run.end({ status: 'killed', signal: 'SIGTERM' }).catch((error: Error) => error);
  t.match(error, { code: 'run-not-stored', data: { run: run.id, journal: String }, cause: Error });
  const { journal } = (error as unknown as { data: { journal: string } }).data;
  t.match(await readExit({ id: run.id, path: journal }), { exit: { signal: 'SIGTERM' } });
  t.ok(existsSync(join(journal, 'plan.json')));
});

t.test('a journal that was removed meanwhile costs what was in it, and the run says so', async t => {
  const run = await open();
  rmSync(join(run.events, '..'), { recursive: true });
  const { run: stored } = await run.end(FINISHED);
  t.match(stored, { id: run.id, problems: [{ code: 'journal-lost' }] });
});

t.test('a run whose recorder was killed is taken up, by one', async t => {
  const { repository, request } = bench;
  const { env, now } = request([]);
  const run = await open({ name: 'left' });
  say(run, { metric: { loss: 0.5 } });
  const left = async () => {
    const all = await listJournals({ repository, env, now: now() });
    const { live, plan } = all.find(({ live }) => live.id === run.id) as LiveEntry;
    return { live, plan: plan as RunPlan };
  };
  const asked = { repository, env, now };
  t.equal(await reopenWrittenRun(asked, await left()), undefined, 'not from one that lives');
  const recorder = join(run.events, '..', 'recorder.json');
  const noted = JSON.parse(readFileSync(recorder, 'utf8'));
  writeFileSync(recorder, JSON.stringify({ ...noted, recorder: { pid: 4194304, start: 'gone' } }));
  const [one, other] = await Promise.all([
    reopenWrittenRun(asked, await left()),
    reopenWrittenRun(asked, await left()),
  ]);
  const taken = (one ?? other) as WrittenRun;
  t.equal([one, other].filter(run => run !== undefined).length, 1);
  t.equal(JSON.parse(readFileSync(recorder, 'utf8')).recorder.pid, process.pid);
  say(taken, { metric: { loss: 0.25 } });
  const { run: stored } = await taken.end(FINISHED);
  t.match(stored, {
    id: run.id,
    name: 'left',
    outcome: FINISHED,
    metrics: { loss: { last: 0.25, count: 2 } },
  });
});

t.test('an id is one run’s', async t => {
  const id: RunId = newRunId(Date.now());
  const run = await open({ id });
  t.equal(run.id, id);
  await t.rejects(open({ id }), { code: 'EEXIST' });
  const { run: stored } = await run.end(FINISHED);
  t.equal(stored.id, id);
});

import { appendFileSync, cpSync, existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import t from 'tap';
import { bootId } from '../../src/process/identity.ts';
import { type Continuation, editLine, readContinuation } from '../../src/record/continuation.ts';
import { type OpenContinuation, openContinuation } from '../../src/record/continue-run.ts';
import { finishContinuation } from '../../src/record/finish-continuation.ts';
import { listJournals } from '../../src/record/journals.ts';
import { type LiveRun, writeRecorder } from '../../src/record/live.ts';
import { recover, recoverContinuations } from '../../src/record/recover.ts';
import type { RunId } from '../../src/run/run-id.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { loadTip } from '../../src/store/list.ts';
import { findTip } from '../../src/store/tips.ts';
import { recordingBench } from '../support/recording.ts';

const bench = await recordingBench(t);
const { on, repository, journals } = bench;
const { settings, env, now } = bench.request([]);
const { id } = await bench.sh(`echo '{"metric":{"loss":2},"step":0}' >> "$GIT_RUN_EVENTS"`);
const request = () => ({ repository, env, now: Date.now() });
const load = async (run: RunId) => loadTip(repository, (await findTip(repository, run)) as RunTip);
const journalOf = ({ events }: OpenContinuation): LiveRun => {
  return { id: basename(dirname(events)) as RunId, path: dirname(events) };
};
async function begun(): Promise<OpenContinuation> {
  const more = await openContinuation({ repository, settings, env, now, run: id });
  appendFileSync(more.events, '{"metric":{"loss":1},"step":1}\n');
  appendFileSync(more.edits, editLine({ kind: 'tag', key: 'late', value: 'x' }));
  return more;
}
/** As if the process that has it had been killed. */
async function killed(more: OpenContinuation): Promise<void> {
  const recorder = { pid: 1, start: 'gone' };
  await writeRecorder(journalOf(more), { host: hostname(), boot: await bootId(), recorder });
}

t.test('what a killed process had been told is recovered, and the run has ended as before', async t => {
  const more = await begun();
  t.same(await recover(request()), [], 'not while it lives');
  await killed(more);
  t.match(await recover(request()), [{ id, kind: 'continued', run: { metrics: { loss: { count: 2 } } } }]);
  t.same(journals(), []);
  const { run } = await load(id);
  t.match(run, { tags: { late: 'x' }, outcome: { status: 'finished' }, metrics: { loss: { last: 1 } } });
  t.same(await recover(request()), []);
});

t.test('where it had said how the run ends, the run ends so; where it was going on, it is lost', async t => {
  const at = Date.now() + 1000;
  const ended = await begun();
  await ended.running();
  await ended.ended({ status: 'failed', exitCode: 1 }, at);
  await killed(ended);
  t.same(await recoverContinuations(request()), []);
  t.match((await load(id)).run, {
    outcome: { status: 'failed', exitCode: 1 },
    ended: new Date(at).toISOString(),
  });
  const going = await begun();
  await going.ended({ status: 'finished', exitCode: 0 }, at);
  await going.running();
  await killed(going);
  await recover(request());
  t.match((await load(id)).run.outcome, { status: 'lost' });
});

t.test('it counts once, however often it is finished', async t => {
  const before = (await load(id)).run.metrics.loss?.count ?? 0;
  const more = await begun();
  const live = journalOf(more);
  const continuation = (await readContinuation(live)) as Continuation;
  // As it is where somebody is killed between the commit and the removal of the journal.
  const copy = join(on.path, '.git', 'copy');
  cpSync(live.path, copy, { recursive: true });
  await more.end();
  const tip = on.git('rev-parse', `refs/runs/${id}`);
  cpSync(copy, live.path, { recursive: true });
  await finishContinuation(repository, live, continuation, { now: Date.now() });
  t.equal(on.git('rev-parse', `refs/runs/${id}`), tip);
  t.notOk(existsSync(live.path));
  // Two who recover it at once may both have stored it.
  on.git('update-ref', `refs/runs/${id}`, `${tip}^`);
  cpSync(copy, live.path, { recursive: true });
  await finishContinuation(repository, live, continuation, { now: Date.now() });
  on.git('fetch', '-q', '.', tip);
  const twice = [
    ...(await load(id)).annotations,
    ...(await loadTip(repository, { id, commit: tip })).annotations,
  ];
  const { annotate } = await import('../../src/run/annotation.ts');
  const { recorded } = await load(id);
  t.equal(recorded && annotate(recorded, twice).run.metrics.loss?.count, before + 1);
});

t.test('what cannot be recovered is told, and kept', async t => {
  const more = await begun();
  await killed(more);
  const tip = on.git('rev-parse', `refs/runs/${id}`);
  on.git('update-ref', '-d', `refs/runs/${id}`);
  t.match(await recoverContinuations(request()), [{ code: 'run-not-found' }]);
  t.match(await recover(request()), [{ kind: 'failed', error: { code: 'run-not-found' }, journal: String }]);
  t.match(await listJournals(request()), [{ continuation: { run: id }, standing: { kind: 'abandoned' } }]);
  on.git('update-ref', `refs/runs/${id}`, tip);
  t.match(await recover(request()), [{ id, kind: 'continued' }]);
});

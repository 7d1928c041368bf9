import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { editLine } from '../../src/record/continuation.ts';
import { type OpenContinuation, openContinuation } from '../../src/record/continue-run.ts';
import type { Edit } from '../../src/run/annotation.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { loadTip } from '../../src/store/list.ts';
import { readRunSeries } from '../../src/store/run-series.ts';
import { findTip } from '../../src/store/tips.ts';
import { openValidation, validateRun } from '../../src/store/validate-run.ts';
import { content, recordingBench } from '../support/recording.ts';
import { snapshotOf } from '../support/snapshot-of.ts';

const bench = await recordingBench(t);
const { on, repository, journals } = bench;
const { settings, env, now } = bench.request([]);
const open = (run: RunId) => openContinuation({ repository, settings, env, now, run });
const say = ({ events }: OpenContinuation, ...said: object[]) =>
  appendFileSync(events, said.map(event => `${JSON.stringify(event)}\n`).join(''));
const edit = ({ edits }: OpenContinuation, ...all: Edit[]) =>
  appendFileSync(edits, all.map(editLine).join(''));
const load = async (id: RunId) => loadTip(repository, (await findTip(repository, id)) as RunTip);
const commits = (run: Run) =>
  Number(on.git('rev-list', '--count', `refs/runs/${run.id}`, `^${run.source.commit}`));
const recorded = () =>
  bench.sh(`echo '{"param":{"lr":0.1},"metric":{"loss":2},"step":0,"tag":{"k":"v"}}' >> "$GIT_RUN_EVENTS"`);

t.test('what is added to a run that has ended is in it, by one commit', async t => {
  const run = await recorded();
  const before = snapshotOf(on.path);
  const more = await open(run.id);
  t.equal(journals().length, 1);
  say(more, { param: { late: 'x', lr: 0.1 } }, { metric: { loss: 1 }, step: 1, time: 5 });
  edit(more, { kind: 'tag', key: 'k', value: 'a' }, { kind: 'tag', key: 'k', value: 'b' });
  edit(more, { kind: 'untag', key: 'none' }, { kind: 'note', text: 'said later' });
  writeFileSync(join(more.artifacts, 'model'), 'weights');
  mkdirSync(join(more.own, 'artifacts'), { recursive: true });
  writeFileSync(join(more.own, 'artifacts', 'facts'), 'f');
  await more.end();
  t.same(journals(), []);
  t.same(snapshotOf(on.path), before, 'and nothing of the user’s is touched');
  t.equal(commits(run), 2);
  const { run: after, added } = await load(run.id);
  t.match(after, {
    params: { lr: run.params.lr, late: { value: 'x', origin: { kind: 'event' } } },
    metrics: { loss: { last: 1, min: 1, max: 2, count: 2, step: 1 } },
    tags: { k: 'b' },
    note: 'said later',
    outcome: run.outcome,
    ended: run.ended,
  });
  t.match(Object.keys(added).sort(), [
    'artifacts/model',
    /attempts\/.*\/artifacts\/facts/,
    /metrics\/main.ndjson/,
  ]);
  const tip = (await findTip(repository, run.id)) as RunTip;
  const values: number[] = [];
  for await (const { chunk } of readRunSeries(repository.objects, [tip.commit])) values.push(...chunk.value);
  t.same(values, [2, 1]);
  t.equal(await validateRun(openValidation(repository), tip), undefined);
  t.match(await checkRun(openCheck(repository), tip), { state: 'whole', findings: [] });
});

t.test('it ends as it is said to, and again', async t => {
  const run = await recorded();
  for (const outcome of [
    { status: 'failed', exitCode: 3 },
    { status: 'finished', exitCode: 0 },
  ] as const) {
    const more = await open(run.id);
    await more.running();
    const at = Date.parse(run.ended) + 86_400_000;
    await more.end({ outcome, at });
    t.match(await load(run.id), {
      run: { outcome, started: run.started, ended: new Date(at).toISOString() },
    });
  }
  t.equal(commits(run), 3);
});

t.test('where nothing was added nothing is stored', async t => {
  const run = await recorded();
  await (await open(run.id)).end();
  t.equal(commits(run), 1);
  t.same(journals(), []);
});

t.test('two who go on at once both succeed', async t => {
  const run = await recorded();
  const [one, two] = [await open(run.id), await open(run.id)];
  say(one, { param: { a: 1, both: 1 } }, { metric: { loss: 1 }, step: 1 });
  say(two, { param: { b: 2, both: 2 } }, { metric: { loss: 0 }, step: 2 });
  await Promise.all([one.end(), two.end()]);
  const { run: after } = await load(run.id);
  t.same(Object.keys(after.params).sort(), ['a', 'b', 'both', 'lr']);
  t.match(after.metrics, { loss: { count: 3, min: 0, max: 2 } });
});

t.test('a secret that is logged is not stored', async t => {
  const run = await recorded();
  const more = await open(run.id);
  say(more, { param: { api_token: 'hunter2hunter2' } });
  edit(more, { kind: 'tag', key: 'password', value: 'hunter2hunter2' });
  await more.end();
  t.notMatch(JSON.stringify(await load(run.id)), /hunter2/);
});

t.test('of a run that is gone the journal is kept', async t => {
  const run = await recorded();
  const more = await open(run.id);
  say(more, { metric: { loss: 1 } });
  const tip = on.git('rev-parse', `refs/runs/${run.id}`);
  on.git('update-ref', '-d', `refs/runs/${run.id}`);
  await t.rejects(more.end(), { code: 'run-not-found' });
  t.match(await content(more.events), /loss/);
  on.git('update-ref', `refs/runs/${run.id}`, tip);
  await more.end();
  t.equal((await load(run.id)).run.metrics.loss?.count, 2, 'and it can be tried again');
});

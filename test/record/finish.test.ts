import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type Ending, finish } from '../../src/record/finish.ts';
import { createLive, type LiveRun, writeFindings } from '../../src/record/live.ts';
import { samplesFile } from '../../src/record/live-resources.ts';
import type { RunPlan } from '../../src/record/plan.ts';
import { RESOURCES } from '../../src/run/manifest.ts';
import { paramOfText } from '../../src/run/param.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { openValidation, validateRun } from '../../src/store/validate-run.ts';
import { recordingBench } from '../support/recording.ts';
import { sampleRun } from '../support/run-rows.ts';
import { SETTINGS } from '../support/settings.ts';

const bench = await recordingBench(t, { files: { 'a.py': '1\n' } });
const { on, repository } = bench;
const head = on.git('rev-parse', 'HEAD');
const started = Date.now() - 5000;
const ENDING: Ending = {
  outcome: { status: 'finished', exitCode: 0 },
  ended: started + 4000,
  resources: { wall: 4 },
};

/** A journal as it is when the job has ended. */
async function ended(changes: Partial<RunPlan> = {}): Promise<{ live: LiveRun; plan: RunPlan }> {
  const live = await createLive(join(on.path, '.git/git-run/live'), newRunId(started));
  const { command, host, source, name } = sampleRun();
  const plan: RunPlan = {
    version: 1,
    id: live.id,
    name,
    experiment: sampleRun().experiment,
    started: new Date(started).toISOString(),
    command,
    params: {},
    tags: {},
    note: '',
    source: { ...source, commit: head, tree: on.git('rev-parse', 'HEAD^{tree}') },
    lineage: [],
    host,
    environment: { os: 'linux' },
    inputs: [],
    problems: [],
    author: { name: 'Ada', email: 'ada@example.com' },
    settings: SETTINGS,
    workTree: on.path,
    directory: on.path,
    repository: repository.place.commonDir,
    ...changes,
  };
  return { live, plan };
}

t.test('a run is made of its plan and of what the job left', async t => {
  const { live, plan } = await ended({
    params: { lr: paramOfText('1', { kind: 'argv', index: 1, joined: true }) },
    tags: { a: 'user' },
    problems: [{ code: 'early', message: 'x' }],
  });
  appendFileSync(
    join(live.path, 'events'),
    '{"param":{"lr":2},"tag":{"a":"job","b":"job"},"metric":{"loss":1}}\n',
  );
  writeFileSync(join(live.path, 'events.node7.12'), '{"metric":{"loss":3}}\n');
  const tool = join(live.path, 'artifacts/tool');
  writeFileSync(tool, '#!');
  chmodSync(tool, 0o755);
  await writeFindings(live, 'environment', {
    environment: { python: {} },
    problems: [{ code: 'beside', message: 'y' }],
  });
  const { run, commit, kept } = await finish(repository, live, plan, ENDING);
  t.match(run, {
    id: plan.id,
    outcome: ENDING.outcome,
    ended: new Date(ENDING.ended).toISOString(),
    params: { lr: { value: 2, origin: { kind: 'event' } } },
    tags: { a: 'user', b: 'job' },
    metrics: { loss: { last: 3, min: 1, max: 3, count: 2 } },
    resources: { wall: 4 },
    artifacts: { count: 1, bytes: 2 },
    log: { bytes: 0, parts: 0 },
    problems: [{ code: 'early' }, { code: 'beside' }],
  });
  t.same(
    kept.map(({ path }) => path),
    ['tool'],
  );
  t.equal(on.git('rev-parse', `refs/runs/${plan.id}`), commit);
  t.same(on.git('ls-tree', '-r', '--format=%(objectmode) %(path)', commit).split('\n'), [
    '100755 artifacts/tool',
    '100644 environment.json',
    '100644 inputs.json',
    '100644 manifest.json',
    '100644 metrics/main.ndjson',
    '100644 metrics/node7.12.ndjson',
    '100644 run.json',
  ]);
  t.same(JSON.parse(bench.file(run, 'environment.json')), { os: 'linux', python: {} });
  t.notOk(existsSync(live.path), 'the journal is gone');
});

t.test('what the job took is beside its metrics, and none of them', async t => {
  const { live, plan } = await ended();
  const time = started / 1000 + 2.5;
  appendFileSync(samplesFile(live), `${JSON.stringify({ time, values: { 'system/cpu': 150 } })}\n{"ti`);
  const { run, commit } = await finish(repository, live, plan, ENDING);
  t.same(run.metrics, {});
  t.same(JSON.parse(bench.file(run, RESOURCES)), {
    key: 'system/cpu',
    step: [2],
    time: [time],
    value: [150],
  });
  t.match(JSON.parse(bench.file(run, 'manifest.json')).files, { [RESOURCES]: { sha256: /^\w{64}$/ } });
  t.match(await checkRun(openCheck(repository), { id: run.id, commit }), {
    state: 'whole',
    whole: ['record', 'manifest', 'source', 'resources', 'inputs', 'environment'],
  });
  t.equal(await validateRun(openValidation(repository), { id: run.id, commit }), undefined);
});

t.test('a point without a time has that of the end, in seconds', async t => {
  const { live, plan } = await ended();
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":1}}\n');
  const { run } = await finish(repository, live, plan, ENDING);
  t.same(JSON.parse(bench.file(run, 'metrics/main.ndjson')).time, [ENDING.ended / 1000]);
});

t.test('until the run is stored the journal is whole, and can be finished again', async t => {
  const { live, plan } = await ended();
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":1}}\n');
  const broken = {
    ...repository,
    objects: { ...repository.objects, commit: async () => Promise.reject(new Error('full')) },
  };
  await t.rejects(finish(broken, live, plan, ENDING), { message: 'full' });
  t.ok(existsSync(join(live.path, 'events')));
  const { run } = await finish(repository, live, plan, ENDING);
  t.match(run.metrics, { loss: { count: 1 } });
  t.equal(bench.file(run, 'metrics/main.ndjson').trim().split('\n').length, 1);
});

t.test('a run that might not survive a power cut has its journal still', async t => {
  const { live, plan } = await ended();
  const unsure = { ...repository, sync: async () => Promise.reject(new Error('EIO')) };
  const { run } = await finish(unsure, live, plan, ENDING);
  t.equal(on.git('rev-parse', `refs/runs/${run.id}^`), head);
  t.ok(existsSync(live.path));
});

t.test('a source of findings that fails is a problem of the run', async t => {
  const { live, plan } = await ended({ settings: { ...SETTINGS, outputs: null as unknown as [] } });
  const { run } = await finish(repository, live, plan, ENDING);
  t.match(run.problems, [{ code: 'capture-failed', message: /^artifacts: / }]);
});

t.test('raw bytes of the source are in the run', async t => {
  const { live, plan } = await ended();
  const file = on.write('../home/raw', 'a\r\n');
  const oid = on.git('hash-object', '-w', file);
  const source = {
    ...plan.source,
    raw: [{ path: 'a.txt', oid, sha256: 'ab', size: 3 }],
  } as RunPlan['source'];
  const { run } = await finish(repository, live, { ...plan, source } as RunPlan, ENDING);
  t.equal(bench.file(run, 'raw/a.txt'), 'a\r\n');
  t.match(JSON.parse(bench.file(run, 'manifest.json')).files, { 'raw/a.txt': { sha256: 'ab', size: 3 } });
});

t.test('outputs are remembered, other artifacts are not', async t => {
  rmSync(join(on.path, '.git/git-run/outputs'), { force: true });
  mkdirSync(join(on.path, 'out'), { recursive: true });
  on.write('out/model.pt', 'x');
  const { live, plan } = await ended({ settings: { ...SETTINGS, outputs: ['out'] } });
  writeFileSync(join(live.path, 'artifacts/plot'), 'x');
  const { run } = await finish(repository, live, plan, { ...ENDING, ended: Date.now() });
  t.equal(run.artifacts.count, 2);
  t.equal(
    on.git('hash-object', join(on.path, '.git/git-run/outputs')),
    on.git('hash-object', on.write('../home/expected', 'out/model.pt\0')),
  );
});

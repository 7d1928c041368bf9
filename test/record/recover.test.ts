import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import { listJournals } from '../../src/record/journals.ts';
import { spoolDirectory } from '../../src/record/live.ts';
import { type Recovery, recover } from '../../src/record/recover.ts';
import type { Run } from '../../src/run/run.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { liveRun } from '../support/live-run.ts';
import {
  buildRecorder,
  content,
  gone,
  type RecordingBench,
  recordingBench,
  until,
} from '../support/recording.ts';
import { storeBench } from '../support/store-bench.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const bench = await recordingBench(t, { files: { 'a.py': '1\n', '.gitignore': 'state/\n' } });
const { on, repository } = bench;
const start = await buildRecorder(t);
const MINUTE = 60_000;

const recoverAll = (later = 0) => recover({ repository, env: on.env, now: Date.now() + later });
const runOf = (recoveries: readonly Recovery[]): Run => {
  const [first] = recoveries;
  if (recoveries.length !== 1 || first?.kind !== 'recovered')
    throw new Error(JSON.stringify(recoveries, replacer));
  return first.run;
};
const replacer = (_: string, value: unknown) => (value instanceof Error ? value.message : value);
const anchors = () => on.git('for-each-ref', '--format=%(refname)', 'refs/run-live');
const journalOf = (id: string) => join(on.path, '.git/git-run/live', id);

/** Says what it does every few ms until a file `state/end` is there; then says one thing more. */
const JOB = `
  const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
  const say = event => appendFileSync(process.env.GIT_RUN_EVENTS, JSON.stringify(event) + '\\n');
  console.log('said before the end');
  let step = 0;
  const turn = () => {
    if (existsSync('state/end')) {
      say({ metric: { last: 1 } });
      return;
    }
    say({ metric: { loss: 1 / ++step } });
    setTimeout(turn, 2);
  };
  turn();`;

interface Started {
  readonly id: string;
  readonly journal: string;
  /** Of the job. */
  readonly pid: number;
  readonly recorder: ReturnType<typeof start>;
}

/** Starts a job and waits until it and its recorder are known. */
async function started(there: RecordingBench = bench): Promise<Started> {
  mkdirSync(join(there.on.path, 'state'), { recursive: true });
  rmSync(join(there.on.path, 'state/end'), { force: true });
  const before = there.journals();
  const recorder = start(there, [process.execPath, '-e', JOB]);
  const added = () => there.journals().find(id => !before.includes(id)) as string;
  await until(added);
  const id = added();
  const journal = join(there.on.path, '.git/git-run/live', id);
  await until(
    () => existsSync(join(journal, 'recorder.json')) && json(journal, 'recorder.json').child !== undefined,
  );
  await content(join(journal, 'events'));
  await content(join(journal, 'log/000000.log'));
  return { id, journal, pid: json(journal, 'recorder.json').child.pid, recorder };
}

/** A journal whose recorder and job were killed. */
async function abandoned(there: RecordingBench = bench): Promise<Started> {
  const run = await started(there);
  await run.recorder.kill();
  process.kill(run.pid, 'SIGKILL');
  await gone(run.pid);
  return run;
}

// biome-ignore lint/suspicious/noExplicitAny: journals are read as what they are, JSON.
function json(journal: string, name: string): any {
  return JSON.parse(readFileSync(join(journal, name), 'utf8'));
}

function rewrite(journal: string, name: string, changes: object): void {
  writeFileSync(join(journal, name), JSON.stringify({ ...json(journal, name), ...changes }));
}

t.test(
  'a job outlives its recorder, and its run is recorded with all it said to its last moment',
  async t => {
    const { id, journal, pid, recorder } = await started();
    t.same(await recoverAll(), [], 'while it is recorded there is nothing to recover');
    await recorder.kill();
    t.same(await recoverAll(), [{ id, kind: 'orphaned', pid }]);
    t.ok(existsSync(journal), 'it is left alone');
    const [entry] = await listJournals({ repository, env: on.env, now: Date.now() });
    t.match(entry, { plan: { id }, standing: { kind: 'orphaned', pid } });
    t.match(anchors(), id, 'its source is kept');

    on.write('state/end', '');
    await gone(pid);
    const run = runOf(await recoverAll());
    t.match(run, { id, outcome: { status: 'lost', why: /killed/ }, log: { bytes: 20, dropped: 0 } });
    t.match(run.metrics, { last: { last: 1 }, loss: { count: Number } });
    t.equal(bench.file(run, 'logs/000000.log'), 'said before the end\n');
    t.ok(Date.parse(run.ended) >= Date.parse(run.started));
    t.equal(run.source.commit, on.git('rev-parse', 'HEAD'));
    t.same([bench.journals(), anchors()], [[], '']);
  },
);

t.test('recovering again makes no difference', async t => {
  const before = on.git('for-each-ref');
  t.same(await recoverAll(), []);
  t.equal(on.git('for-each-ref'), before);
});

t.test('of a recorder killed at the very end the true end is recorded', async t => {
  const there = await recordingBench(t, { files: { 'a.py': '1\n' } });
  await there.sh('true');
  // A git that never finishes a commit: with a clean source the run's own is the first.
  const shim = there.on.write(
    '../home/bin/git*',
    `#!/bin/sh\ncase "$*" in *fast-import*) echo > "$HOME/stuck"; exec cat > /dev/null;; esac\nPATH="\${PATH#*:}" exec git "$@"\n`,
  );
  const env = { ...there.on.env, PATH: `${dirname(shim)}:${there.on.env.PATH}` };
  const recorder = start({ ...there, on: { ...there.on, env } }, ['sh', '-c', 'exit 3']);
  await content(join(there.on.home, 'stuck'));
  await recorder.kill();
  const exit = json(journalIn(there), 'exit.json');
  const run = runOf(await recover({ repository: there.repository, env: there.on.env, now: Date.now() }));
  t.match(run, { outcome: { status: 'failed', exitCode: 3 }, resources: exit.resources });
  t.equal(run.ended, new Date(exit.ended).toISOString());
});

function journalIn(there: RecordingBench): string {
  return join(there.on.path, '.git/git-run/live', there.journals()[0] as string);
}

t.test('a recovery that was cut short is taken up again', async t => {
  const { id, journal } = await abandoned();
  const { source } = json(journal, 'plan.json');
  // As left by a git-run that was killed between the run's commit and the ref that shows it.
  const half = on.git('commit-tree', '-m', 'half', '-p', source.commit, source.tree);
  on.git('update-ref', `refs/run-live/${id}`, half);
  const run = runOf(await recoverAll());
  t.match(run, { id, outcome: { status: 'lost' } });

  // And as left by one that was killed after it: only the journal is too many.
  mkdirSync(journal);
  writeFileSync(join(journal, 'plan.json'), '{}');
  t.same(await recoverAll(2 * MINUTE), [{ id, kind: 'tidied' }]);
  t.same([bench.journals(), anchors()], [[], '']);
});

t.test('two who recover at once record one run', async t => {
  const { id } = await abandoned();
  const [one, other] = await Promise.all([recoverAll(), recoverAll()]);
  const kinds = [...(one ?? []), ...(other ?? [])].map(({ kind }) => kind);
  t.ok(kinds.includes('recovered'), kinds.join());
  t.notOk(kinds.includes('failed'), kinds.join());
  t.equal(on.git('for-each-ref', `refs/runs/${id}`).split('\n').length, 1);
  await recoverAll();
  t.same([bench.journals(), anchors()], [[], '']);
});

t.test('a journal that is being made is left alone; one half-made long ago is removed', async t => {
  const id = newRunId(Date.now());
  mkdirSync(journalOf(id), { recursive: true });
  t.same(await recoverAll(), []);
  t.same(bench.journals(), [id]);
  t.same(await recoverAll(2 * MINUTE), [{ id, kind: 'empty' }]);
  t.same(bench.journals(), []);
});

t.test('a recorder that takes long to prepare is not taken for gone', async t => {
  const { id, journal, recorder, pid } = await started();
  // As before the start: nothing but a recorder that is alive.
  renameSync(join(journal, 'plan.json'), join(on.home, 'plan.json'));
  rewrite(journal, 'recorder.json', { child: undefined });
  t.same(await recoverAll(60 * MINUTE), []);
  renameSync(join(on.home, 'plan.json'), join(journal, 'plan.json'));
  on.write('state/end', '');
  t.match(await recorder.ended(), { exit: { code: 0 }, stored: id });
  await gone(pid);
});

t.test('a journal of another host is left alone until it has been silent for long', async t => {
  const { id, journal } = await abandoned();
  rewrite(journal, 'recorder.json', { host: 'another' });
  t.same(await recoverAll(5 * MINUTE), []);
  const run = runOf(await recoverAll(11 * MINUTE));
  t.match(run, { id, outcome: { status: 'lost', why: 'no sign of life from another' } });
});

t.test('a machine that was started anew ended the job', async t => {
  const { journal } = await abandoned();
  rewrite(journal, 'recorder.json', { boot: 'an earlier one' });
  t.same(await recoverAll(), [], 'what has given a sign of life since is another machine of our name');
  for (const name of ['plan.json', 'events', 'heartbeat']) utimesSync(join(journal, name), 1000, 1000);
  t.match(runOf(await recoverAll()).outcome, { status: 'killed', signal: 'reboot' });
});

t.test('a source that could not be stored in time is stored late, and the run says so', async t => {
  const { journal, id } = await abandoned();
  on.write('a.py', 'edited meanwhile\n');
  const plan = json(journal, 'plan.json');
  rewrite(journal, 'plan.json', { source: undefined });
  on.git('update-ref', '-d', `refs/run-live/${id}`);

  // There is no room yet: trying costs nothing.
  const packs = join(on.path, '.git/objects/pack');
  renameSync(packs, `${packs}-aside`);
  writeFileSync(packs, '');
  t.match(await recoverAll(), [{ id, kind: 'failed', journal }]);
  rmSync(packs);
  renameSync(`${packs}-aside`, packs);
  // And an attempt that got as far as the anchor is no obstacle.
  on.git('update-ref', `refs/run-live/${id}`, plan.source.commit);

  const run = runOf(await recoverAll());
  t.match(run, { id, source: { stable: false, modified: 1 }, problems: [{ code: 'late-source' }] });
  t.equal(on.git('show', `${run.source.commit}:a.py`), 'edited meanwhile');
  on.git('checkout', '-q', 'a.py');
});

t.test('a source that was taken away is stored late, too', async t => {
  const { journal, id } = await abandoned();
  const { source } = json(journal, 'plan.json');
  rewrite(journal, 'plan.json', { source: { ...source, commit: '1'.repeat(40) } });
  const run = runOf(await recoverAll());
  t.match(run, { id, source: { stable: false }, problems: [{ code: 'late-source' }] });
  t.same([bench.journals(), anchors()], [[], '']);
});

t.test('a lock on the anchor that a killed git has left is no obstacle, but for the anchor', async t => {
  const { journal, id } = await abandoned();
  rewrite(journal, 'plan.json', { source: undefined });
  const lock = on.write(`.git/refs/run-live/${id}.lock`, '');
  const recoveries = await recoverAll();
  t.match(recoveries, [
    { id, kind: 'recovered' },
    { id, kind: 'anchored', error: { code: 'locked', data: { file: lock } } },
  ]);
  rmSync(lock);
  t.same(await recoverAll(), []);
  t.same([bench.journals(), anchors()], [[], '']);
});

t.test('a journal that nobody knows the command of is named, and never thrown away', async t => {
  const id = newRunId(Date.now());
  mkdirSync(join(journalOf(id), 'log'), { recursive: true });
  writeFileSync(join(journalOf(id), 'log/000000.log'), 'what it said\n');
  t.match(await recoverAll(2 * MINUTE), [{ id, kind: 'failed', error: { code: 'damaged-journal' } }]);
  t.equal(readFileSync(join(journalOf(id), 'log/000000.log'), 'utf8'), 'what it said\n');
  rmSync(journalOf(id), { recursive: true });
});

t.test('a source in another work tree is not taken from this one', async t => {
  const { journal, id } = await abandoned();
  const { source } = json(journal, 'plan.json');
  rewrite(journal, 'plan.json', { source: undefined, workTree: '/another' });
  t.match(await recoverAll(), [{ id, kind: 'failed', error: { code: 'other-work-tree' } }]);
  rewrite(journal, 'plan.json', { source, workTree: on.path });
  runOf(await recoverAll());
});

t.test('journals in the spool are recovered where they belong', async t => {
  const spool = spoolDirectory(on.env);
  const mine = await abandoned();
  mkdirSync(spool, { recursive: true });
  renameSync(mine.journal, join(spool, mine.id));
  const stranger = newRunId(Date.now());
  mkdirSync(join(spool, stranger));
  writeFileSync(join(spool, stranger, 'plan.json'), JSON.stringify({ repository: '/another/.git' }));
  t.match(anchors(), mine.id);
  t.equal(runOf(await recoverAll(2 * MINUTE)).id, mine.id);
  t.ok(existsSync(join(spool, stranger)), 'that of another repository stays');
  t.notOk(existsSync(join(spool, mine.id)));
});

t.test('anchors without a journal are dropped, those of live runs are kept', async t => {
  const stale = newRunId(Date.now());
  on.git('update-ref', `refs/run-live/${stale}`, 'HEAD');
  const live = await started();
  const spooled = newRunId(Date.now());
  on.git('update-ref', `refs/run-live/${spooled}`, 'HEAD');
  const journal = join(spoolDirectory(on.env), spooled);
  mkdirSync(journal);
  writeFileSync(join(journal, 'plan.json'), JSON.stringify({ repository: repository.place.commonDir }));
  t.same(await recoverAll(), []);
  const kept = [live.id, spooled].sort().map(id => `refs/run-live/${id}`);
  t.equal(anchors(), kept.join('\n'));
  on.write('state/end', '');
  t.match(await live.recorder.ended(), { stored: live.id });
});

t.test('of a journal whose removal was interrupted nothing is left, and nothing said', async t => {
  const remains = journalOf(`.gone-${newRunId(Date.now())}`);
  mkdirSync(join(remains, 'log'), { recursive: true });
  t.same(await recoverAll(), []);
  t.notOk(existsSync(remains));
});

t.test('where nothing was ever recorded there is nothing to recover', async t => {
  const other = temporaryRepository(t);
  const opened = await openRepository(other.path, { ...other.env });
  t.teardown(() => opened.close());
  t.same(await recover({ repository: opened, env: other.env, now: Date.now() }), []);
});

t.test(
  'a journal that cannot be read stays, is named, and stops neither the others nor what is whole in it',
  async t => {
    const there = await storeBench(t);
    const request = { repository: there.repository, env: there.on.env, now: Date.now() };
    const gonePid = 2 ** 22 + 1;
    const hurt = async (damage: (path: string) => void) => {
      const live = await liveRun(there, there.run(), { recorder: gonePid, child: gonePid });
      live.print('output\n');
      damage(live.path);
      return live;
    };
    const replace = (name: string) => (path: string) => {
      rmSync(join(path, name), { recursive: true });
      mkdirSync(join(path, name));
    };
    const cut = (name: string) => (path: string) => writeFileSync(join(path, name), '{"half":');
    const unreadable: [string, (path: string) => void][] = [
      ['half a plan', cut('plan.json')],
      ['a plan that is none', path => writeFileSync(join(path, 'plan.json'), '{}\n')],
      ['no plan', path => rmSync(join(path, 'plan.json'))],
      ['a directory for a plan', replace('plan.json')],
      ...(process.getuid?.() === 0
        ? []
        : ([['a plan nobody may read', path => chmodSync(join(path, 'plan.json'), 0)]] as typeof unreadable)),
    ];
    const readable: [string, (path: string) => void][] = [
      ['half an exit', cut('exit.json')],
      ['half a finding', cut('beside-environment.json')],
      ['events of rubbish', path => writeFileSync(join(path, 'events'), Buffer.from([0, 255, 10, 123, 10]))],
      ['a directory for events', replace('events')],
      ['a directory for output', replace('log/000000.log')],
      ['a torn index', path => writeFileSync(join(path, 'log/index.ndjson'), '{"bytes":99,"stream":"std')],
      ['no log', path => rmSync(join(path, 'log'), { recursive: true })],
      ['no heartbeat', path => rmSync(join(path, 'heartbeat'))],
    ];
    const stays: string[] = [];
    for (const [, damage] of unreadable) stays.push((await hurt(damage)).id);
    const file = await hurt(() => {});
    rmSync(file.path, { recursive: true });
    writeFileSync(file.path, 'no directory');
    stays.push(file.id);
    const goes: string[] = [];
    for (const [, damage] of readable) goes.push((await hurt(damage)).id);

    // A journal without a recorder that can be read is given time.
    const entries = await listJournals({ ...request, now: request.now + 11 * MINUTE });
    t.equal(entries.length, stays.length + goes.length);
    for (const expected of ['first', 'again']) {
      const recoveries = await recover({ ...request, now: request.now + 11 * MINUTE });
      const kinds = new Map(recoveries.map(recovery => [recovery.id as string, recovery.kind]));
      for (const id of stays) t.equal(kinds.get(id), 'failed', expected);
      for (const [index, id] of goes.entries())
        t.equal(kinds.get(id), expected === 'first' ? 'recovered' : undefined, String(readable[index]?.[0]));
    }
    for (const id of stays) t.ok(existsSync(join(there.on.path, '.git/git-run/live', id)));
  },
);

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import { spoolDirectory } from '../../src/record/live.ts';
import { defaultName } from '../../src/run/name.ts';
import { printParam } from '../../src/run/param.ts';
import type { Run } from '../../src/run/run.ts';
import { loadRun } from '../../src/store/load.ts';
import { readSeries } from '../../src/store/series.ts';
import { findTip } from '../../src/store/tips.ts';
import { recordingBench } from '../support/recording.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { equal } from '../support/store-bench.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const bench = await recordingBench(t, { files: { 'train.py': 'print(1)\n', '.gitignore': 'ignored/\n' } });
const { on, repository } = bench;
const shown = (run: Run) =>
  Object.fromEntries(Object.entries(run.params).map(([key, param]) => [key, printParam(param)]));
const emit = (...events: object[]) =>
  events.map(event => `printf '%s\\n' '${JSON.stringify(event)}' >> "$GIT_RUN_EVENTS"; `).join('');

t.test('a run of a clean tree is kept on HEAD itself, with all that is known of it', async t => {
  const run = await bench.sh('echo "# out"; echo "# err" >&2; exit 3', {
    name: 'first',
    note: 'n',
    tags: { a: 'b' },
  });
  t.match(run, {
    name: 'first',
    note: 'n',
    tags: { a: 'b' },
    outcome: { status: 'failed', exitCode: 3 },
    experiment: { name: 'default' },
    command: { argv: ['sh', '-c', String], cwd: '.', redacted: [], withheld: [] },
    log: { bytes: 12, dropped: 0, parts: 1 },
    problems: [],
  });
  t.equal(run.source.commit, on.git('rev-parse', 'HEAD'));
  t.equal(on.git('rev-parse', `refs/runs/${run.id}^`), on.git('rev-parse', 'HEAD'));
  t.match(bench.file(run, 'logs/000000.log'), '# out\n');
  t.ok(Date.parse(run.started) <= Date.parse(run.ended));
  t.ok(
    equal((await loadRun(repository.objects, `refs/runs/${run.id}`)).run, run),
    'it is stored as it was returned',
  );
  t.equal(on.git('for-each-ref', 'refs/run-live'), '');
  t.same(bench.journals(), []);
});

t.test('the end is the command’s own', async t => {
  t.match((await bench.sh('true')).outcome, { status: 'finished', exitCode: 0 });
  t.match((await bench.sh('kill -TERM $$')).outcome, { status: 'killed', signal: 'SIGTERM' });
  const { exit } = await bench.record([process.execPath, '-e', 'process.exit(42)']);
  t.same(exit, { code: 42 });
});

t.test('what lies in the work tree is in the source, and nothing of the user’s is touched', async t => {
  const { on, sh } = await recordingBench(t, {
    files: { 'a.py': '1\n', 'gone.py': '1\n', 'run.sh': '#!\n', 'kept.py': '1\n' },
  });
  on.write('kept.py', 'stashed\n');
  on.git('stash', 'push', '-q');
  on.write('a.py', 'staged\n');
  on.git('add', 'a.py');
  on.write('a.py', 'edited\n');
  unlinkSync(join(on.path, 'gone.py'));
  chmodSync(join(on.path, 'run.sh'), 0o755);
  symlinkSync('a.py', join(on.path, 'link'));
  on.write('new.py', 'new\n');
  const before = snapshotOf(on.path);
  const { source } = await sh('true');
  t.same(snapshotOf(on.path), before);
  t.match(source, { modified: 2, added: 2, deleted: 1 });
  t.equal(
    on.git('ls-tree', '--format=%(objectmode) %(path)', source.commit),
    '100644 a.py\n100644 kept.py\n120000 link\n100644 new.py\n100755 run.sh',
  );
  t.equal(on.git('show', `${source.commit}:a.py`), 'edited');
});

t.test('nothing unpushed is an ancestor of a run', async t => {
  const { on, sh } = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const remote = temporaryDirectory(t);
  on.git('init', '-q', '--bare', remote);
  on.git('remote', 'add', 'origin', remote);
  on.git('push', '-q', 'origin', 'main');
  const pushed = on.git('rev-parse', 'HEAD');
  on.write('a.py', '2\n');
  on.git('commit', '-qam', 'unpushed');
  const run = await sh('true', { settings: { remote: 'origin' } });
  const ancestors = on.git('rev-list', `refs/runs/${run.id}`).split('\n');
  t.same(ancestors.slice(1), [run.source.commit, pushed]);
  t.equal(run.source.head, on.git('rev-parse', 'HEAD'));
});

t.test('before the first commit, and with no identity, a run is recorded, and says so', async t => {
  const { on, repository, record } = await recordingBench(t, { files: { 'a.py': '1\n' }, commit: false });
  const env = Object.fromEntries(
    Object.entries(on.env).filter(([name]) => !/^GIT_(AUTHOR|COMMITTER)/.test(name)),
  );
  const { stored } = await record(['true'], { env });
  t.match(stored?.run, { problems: [{ code: 'no-identity' }], source: { added: 1, head: undefined } });
  t.equal(on.git('rev-list', '--count', stored?.commit as string), '2');
  t.match(on.git('log', '-1', '--format=%an <%ae>', stored?.commit as string), /^\S.* <\S+@\S+>$/);
  t.ok(await findTip(repository, stored?.run.id as Run['id']));
  t.equal(on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
});

t.test('outputs are kept, and are not in the source of the next run', async t => {
  const { on, sh, file } = await recordingBench(t, { files: { 'a.py': '1\n', '.gitrunignore': '*.tmp\n' } });
  const job = `mkdir -p out; echo model > out/model.pt; echo table > said.csv; echo junk > x.tmp
    echo plot > "$GIT_RUN_ARTIFACTS/plot.svg"; ${emit({ artifact: 'said.csv' })}`;
  const first = await sh(job, { settings: { outputs: ['out'] } });
  t.same(on.git('ls-tree', '-r', '--name-only', `refs/runs/${first.id}`, 'artifacts/').split('\n'), [
    'artifacts/out/model.pt',
    'artifacts/plot.svg',
    'artifacts/said.csv',
  ]);
  t.match(first, { artifacts: { count: 3, bytes: 17 }, source: { added: 0 } });
  t.equal(file(first, 'artifacts/plot.svg'), 'plot\n');
  // Neither named as an output any more, nor ignored: known from the first run.
  const second = await sh('true');
  t.match(second, { source: { added: 0, omitted: [], commit: on.git('rev-parse', 'HEAD') } });
  await sh(job, { settings: { outputs: ['out'] } });
  const known = readFileSync(join(on.path, '.git/git-run/outputs'), 'utf8').split('\0').sort();
  t.same(known, ['', 'out/model.pt', 'said.csv'], 'each is remembered once');
});

t.test(
  'credentials are left out of the source, files over the limit known by digest, and the run says so',
  async t => {
    const { on, sh } = await recordingBench(t);
    on.write('.env', 'TOKEN=hunter2');
    on.write('big.bin', 'x'.repeat(200));
    const run = await sh('true', { settings: { sizeLimit: 100 } });
    t.match(run.source.omitted, [
      { path: '.env', reason: 'credential' },
      { path: 'big.bin', reason: 'too-large', size: 200, sha256: /^[0-9a-f]{64}$/ },
    ]);
    t.notOk(isStored(on.path, on.env, 'hunter2'));
  },
);

t.test('of params that are set several times the one nearest to the program counts', async t => {
  on.write('ignored/params.json', '{"lr": 1, "file": "f", "argv": "f", "option": "f", "event": "f"}');
  const { stored } = await bench.record(
    [
      'sh',
      '-c',
      emit({ param: { event: 'e' } }),
      'sh',
      '--argv',
      'a',
      '--option=a',
      '--event=a',
      '--lr',
      '0.10',
    ],
    {
      params: { option: 'o', event: 'o' },
      settings: { paramFiles: [{ path: 'ignored/params.json', declared: true }] },
    },
  );
  const run = stored?.run as Run;
  t.match(shown(run), { file: 'f', option: 'o', event: 'e' });
  t.same(run.params.event?.origin, { kind: 'event' });
  t.same(run.params.option?.origin, { kind: 'option' });
  t.same(run.params.file?.origin, { kind: 'file', path: 'ignored/params.json', key: 'file' });
});

t.test('argv of a program is read as its params', async t => {
  const program = on.write('ignored/job*', '#!/bin/sh\n');
  const { stored } = await bench.record([program, '--lr', '0.10', '--wd={wd}', 'model.size=3', '--fast'], {
    params: { wd: '1e-3', free: 'x' },
  });
  const run = stored?.run as Run;
  t.same(shown(run), { lr: '0.10', wd: '1e-3', 'model.size': '3', fast: 'true', free: 'x' });
  t.same(run.params.lr?.origin, { kind: 'argv', index: 2, joined: false });
  t.same(
    run.command.argv.slice(1),
    ['--lr', '0.10', '--wd=1e-3', 'model.size=3', '--fast'],
    'a placeholder is filled',
  );
});

t.test('a job sees its run, and nothing that would tie its own Git to ours', async t => {
  const env = {
    ...on.env,
    GIT_DIR: join(on.path, '.git'),
    GIT_WORK_TREE: on.path,
    GIT_INDEX_FILE: '/x',
    GIT_RUN_NAME: 'outer',
  };
  const run = await bench.sh('env > ignored/env; git rev-parse HEAD > ignored/head', {
    env,
    seed: '7',
    params: { 'opt.lr': '1', used: 'u' },
    settings: { experiment: 'digits' },
  });
  const seen = Object.fromEntries(
    readFileSync(join(on.path, 'ignored/env'), 'utf8')
      .split('\n')
      .map(line => line.split(/=(.*)/s)),
  );
  t.match(seen, {
    GIT_RUN_ID: run.id,
    GIT_RUN_NAME: defaultName(run.id),
    GIT_RUN_EXPERIMENT: 'digits',
    GIT_RUN_SEED: '7',
    GIT_RUN_PARAM_OPT_LR: '1',
    GIT_RUN_EVENTS: join(on.path, '.git/git-run/live', run.id, 'events'),
    GIT_RUN_ARTIFACTS: join(on.path, '.git/git-run/live', run.id, 'artifacts'),
  });
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) t.notOk(name in seen, name);
  t.same(run.command.withheld, ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE']);
  t.match(run, { seed: '7', experiment: { name: 'digits' } });
});

t.test('lineage is kept as it was asked for, and the start is told', async t => {
  const outer = await bench.sh('true');
  const told: unknown[] = [];
  const lineage = [{ relation: 'child-of', id: outer.id }] as const;
  const run = await bench.sh('true', { lineage, onStart: started => told.push(started) });
  t.same(run.lineage, lineage);
  t.same(told, [{ id: run.id, name: run.name }]);
});

t.test('the directory of the job is its own', async t => {
  mkdirSync(join(on.path, 'ignored/deep'), { recursive: true });
  const directory = join(on.path, 'ignored/deep');
  const run = await bench.sh('pwd > pwd', { directory });
  t.equal(run.command.cwd, 'ignored/deep');
  t.equal(readFileSync(join(directory, 'pwd'), 'utf8'), `${directory}\n`);
});

t.test('metrics of any value and number are kept', async t => {
  const script = `
    const { appendFileSync } = require('node:fs');
    let lines = '{"metric":{"nan":NaN,"inf":-Infinity}}\\n';
    for (let step = 0; step < 100000; step++) lines += '{"metric":{"loss":' + 1 / (step + 1) + '},"step":' + step + '}\\n';
    appendFileSync(process.env.GIT_RUN_EVENTS, lines);`;
  const { stored } = await bench.record([process.execPath, '-e', script]);
  const run = stored?.run as Run;
  t.match(run.metrics, {
    nan: { last: Number.NaN, count: 1 },
    inf: { min: Number.NEGATIVE_INFINITY },
    loss: { last: 1e-5, min: 1e-5, max: 1, count: 100_000, step: 99_999 },
  });
  const counts: Record<string, number> = {};
  let time = 0;
  async function* bytes() {
    yield Buffer.from(bench.file(run, 'metrics/main.ndjson'));
  }
  for await (const { key, value, time: times } of readSeries(bytes())) {
    counts[key] = (counts[key] ?? 0) + value.length;
    time = times[0] as number;
  }
  t.same(counts, { nan: 1, inf: 1, loss: 100_000 });
  t.ok(Math.abs(time - Date.parse(run.ended) / 1000) < 60, `${time} is a time of today, in seconds`);
  t.ok(equal((await loadRun(repository.objects, `refs/runs/${run.id}`)).run, run));
});

t.test('a line that is no event is passed over, and said', async t => {
  const run = await bench.sh(
    `echo 'oops' >> $GIT_RUN_EVENTS; ${emit({ metric: { a: 1 } }, { tag: { __proto__x: 'y' } })}`,
  );
  t.match(run, {
    metrics: { a: { last: 1 } },
    tags: { __proto__x: 'y' },
    problems: [{ code: 'malformed-event' }],
  });
});

t.test('what the user tags wins over what the job tags, whatever keys are called', async t => {
  const run = await bench.sh(emit({ tag: { stage: 'job', only: 'job', ['__proto__']: 'p' } }), {
    tags: { stage: 'user' },
  });
  t.same(Object.entries(run.tags).sort(), [
    ['__proto__', 'p'],
    ['only', 'job'],
    ['stage', 'user'],
  ]);
});

t.test('a job may name its run and note something; what the user says comes first', async t => {
  const job = emit({ name: 'its own', note: 'seen' });
  t.match(await bench.sh(job), { name: 'its own', note: 'seen' });
  t.match(await bench.sh(job, { name: 'ours', note: 'said' }), { name: 'ours', note: 'said\n\nseen' });
});

t.test('secrets of the command line and of params are nowhere in the store', async t => {
  const { on, record } = await recordingBench(t);
  const { stored } = await record(
    [
      'env',
      'KEY_TOKEN=hunter1',
      'true',
      '--password',
      'hunter1',
      '--pw={token}',
      '--url',
      'https://u:hunter2@h',
    ],
    { params: { token: 'hunter3', 'db.password': 'hunter3' } },
  );
  const run = stored?.run as Run;
  t.same(run.command, {
    argv: `env KEY_TOKEN=[redacted] true --password [redacted] --pw=[redacted] --url https://u:[redacted]@h`.split(
      ' ',
    ),
    cwd: '.',
    redacted: [1, 4, 5, 7],
    withheld: [],
    outputs: [],
  });
  t.match(shown(run), { token: '[redacted]', 'db.password': '[redacted]', url: 'https://u:[redacted]@h' });
  t.notOk(isStored(on.path, on.env, 'hunter[0-9]'));
});

t.test('nor are those a job says of itself, or in a line that is torn', async t => {
  const { on, record } = await recordingBench(t);
  on.write(
    'job',
    `${emit({ param: { api_key: 'hunter4', url: 'https://u:hunter5@h' } })}
    echo '{"param": {"url": "https://u:hunter6@h' >> "$GIT_RUN_EVENTS"`,
  );
  on.write('.gitrunignore', 'job\n');
  const { stored } = await record(['sh', 'job', '--pw', '{token}'], { params: { token: 'hunter3' } });
  t.match(shown(stored?.run as Run), {
    api_key: '[redacted]',
    url: 'https://u:[redacted]@h',
    pw: '[redacted]',
  });
  t.notOk(isStored(on.path, on.env, 'hunter[0-9]'));
});

t.test('new files that nobody keeps are named, those that are kept are not', async t => {
  const { on, record } = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const job = 'echo 1 > kept.pt; echo 1 > left.csv; echo 2 > "$GIT_RUN_ARTIFACTS/left.csv"; echo 2 > a.py';
  const { notKept } = await record(['sh', '-c', job], { settings: { outputs: ['*.pt'] } });
  t.same(notKept, ['left.csv']);
  t.ok(existsSync(join(on.path, 'left.csv')));
});

t.test('what cannot be started is thrown before anything is stored', async t => {
  const before = on.git('for-each-ref');
  const start = (...argv: string[]) => bench.record(argv);
  on.write('ignored/plain', 'text');
  on.write('ignored/orphan*', '#!/no/such/interpreter\n');
  await t.rejects(start('no-such-command'), { code: 'command-not-runnable', data: { exitCode: 127 } });
  await t.rejects(start('./ignored/plain'), { code: 'command-not-runnable', data: { exitCode: 126 } });
  await t.rejects(start('./ignored'), { code: 'command-not-runnable', data: { exitCode: 126 } });
  await t.rejects(
    start('./ignored/orphan'),
    { code: 'command-not-runnable', data: { exitCode: 127 } },
    'the system itself refuses',
  );
  await t.rejects(start(''), { code: 'command-not-runnable', data: { exitCode: 127 } });
  t.equal(on.git('for-each-ref'), before);
  t.same(bench.journals(), []);
});

t.test('first runs at once are all recorded, in one experiment', async t => {
  const { on, sh, journals } = await recordingBench(t);
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => sh('true', { settings: { experiment: 'new' } })),
  );
  t.equal(new Set(runs.map(({ id }) => id)).size, 4);
  t.equal(new Set(runs.map(({ experiment }) => experiment.id)).size, 1);
  t.equal(on.git('for-each-ref', 'refs/runs').split('\n').length, 5);
  t.same([runs.flatMap(({ problems }) => problems), journals()], [[], []]);
});

t.test('an experiment that cannot be read does not keep a run from being recorded', async t => {
  const { on, sh } = await recordingBench(t);
  const { experiment } = await sh('true');
  const ref = `refs/runs/experiments/${experiment.id}`;
  on.git('update-ref', ref, on.git('commit-tree', '-m', 'x', newTree(on)));
  t.match(
    await sh('true'),
    { experiment, problems: [{ code: 'no-experiment' }] },
    'what a newer version made of it is left to that',
  );
  on.git('update-ref', ref, 'HEAD');
  const run = await sh('true');
  t.match(
    run,
    { experiment: { name: experiment.name }, problems: [] },
    'a damaged one has another beside it',
  );
  t.not(run.experiment.id, experiment.id);
  t.match(await sh('true'), { experiment: run.experiment, problems: [] });
});

function newTree(on: typeof bench.on): string {
  const file = on.write('../home/experiment.json', '{"version":9}');
  const blob = on.git('hash-object', '-w', file);
  return execFileSync('git', ['mktree'], {
    cwd: on.path,
    env: on.env,
    encoding: 'utf8',
    input: `100644 blob ${blob}\texperiment.json\n`,
  }).trim();
}

t.test('a job that takes the whole repository away is its own exit still', async t => {
  const { on, record } = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const { exit, stored, trouble } = await record(['sh', '-c', 'rm -rf .git; exit 8']);
  t.same([exit, stored], [{ code: 8 }, undefined]);
  t.ok(trouble?.error);
  if (trouble?.journal !== undefined) t.ok(existsSync(trouble.journal), 'a journal that is named is there');
  t.ok(existsSync(join(on.path, 'a.py')));
});

t.test('a run in a linked worktree is the repository’s', async t => {
  const linked = join(on.home, 'linked');
  on.git('worktree', 'add', '-q', linked);
  const there = await openRepository(linked, { ...on.env });
  t.teardown(() => there.close());
  const { stored } = await bench.record(['true'], { repository: there, directory: linked });
  t.equal(stored?.run.source.branch, 'linked');
  t.ok(await findTip(repository, stored?.run.id as Run['id']));
});

t.test('the spool is where the system keeps state', async t => {
  t.equal(spoolDirectory({ XDG_STATE_HOME: '/s', HOME: '/h' }), '/s/git-run/spool');
  t.equal(spoolDirectory({ XDG_STATE_HOME: '', HOME: '/h' }), '/h/.local/state/git-run/spool');
  t.ok(spoolDirectory({}).endsWith('/git-run/spool'));
});

/** Whether a pattern is anywhere in the repository: in an object, a ref, or a file of ours. */
function isStored(path: string, env: Readonly<Record<string, string>>, pattern: string): boolean {
  const git = (args: string[], input?: string) =>
    execFileSync('git', args, {
      cwd: path,
      env,
      encoding: 'latin1',
      maxBuffer: 1 << 28,
      ...(input === undefined ? {} : { input }),
    });
  const objects = git(['cat-file', '--batch', '--batch-all-objects', '--unordered']);
  const trees = git(['log', '--all', '-p', '--format=%B']);
  let files = '';
  try {
    files = execFileSync('grep', ['-rlE', pattern, join(path, '.git')], { encoding: 'utf8' });
  } catch {
    // grep ends with 1 where there is nothing.
  }
  return new RegExp(pattern).test(objects + trees) || files !== '';
}

t.test('a job goes on where nobody can listen to it, and what listeners tell it is not recorded', async t => {
  const listen = async () => Promise.reject(new Error('no room for a socket'));
  t.match(await bench.record(['true'], { listen }), { exit: { code: 0 }, stored: Object });
  const ends: unknown[] = [];
  const heard = await bench.record(['sh', '-c', 'test "$HEARD_AT" = there && exit 4'], {
    listen: async run => {
      t.ok(existsSync(run.path));
      return {
        env: { HEARD_AT: 'there' },
        async close(exit) {
          ends.push(exit);
          return [{ code: 'heard', message: 'something' }];
        },
      };
    },
  });
  t.match(heard, { exit: { code: 4 }, stored: Object });
  t.same(ends, [{ code: 4 }]);
  t.match(heard.stored?.run.problems, [{ code: 'heard', message: 'something' }]);
  t.notMatch(bench.file(heard.stored?.run as Run, 'environment.json'), /HEARD_AT/);
});

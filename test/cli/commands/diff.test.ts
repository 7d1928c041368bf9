import { dirname } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { gitServer } from '../../support/git-server.ts';
import { liveRun } from '../../support/live-run.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';
import { NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';
import { snapshotOf, temporaryDirectory } from '../../support/temporary-repository.ts';

const on = await openedRepository(t, {
  files: { 'train.sh': 'true\n', 'src/a.py': '1\n', 'params.yaml': 'l2: 1\n' },
});
const record = (name: string, acc: number, ...words: string[]) =>
  recordRun(on, ['sh', '-c', `echo '{"metric":{"acc":${acc}}}' >> "$GIT_RUN_EVENTS"`, ...words], {
    request: { name },
  });
await record('first', 0.5, '--lr', '0.1');
on.write('src/a.py', '2\n');
on.write('params.yaml', 'l2: 2\n');
await record('second', 0.75, '--lr', '0.2');
await record('third', 0.6, '--lr', '0.2');
const run = cli(on, { now: Date.now });

t.test('two runs are compared, differences first', async t => {
  const { stdout, exitCode } = await run('diff', 'first', 'second');
  t.equal(exitCode, 0);
  t.match(stdout, /^- {2}first .*\n\+ {2}second .*\n\nCommand\n {2}- sh -c /);
  t.match(stdout, /\n {2}l2 +1 +2\n {2}lr +0\.1 +0\.2\n/);
  t.match(stdout, /\n {2}acc +0\.5 +0\.75 +\+0\.25 +\+50\.0 % {2}better\n/);
  t.match(stdout, /\n src\/a\.py +\| 2 \+-\n/);
  t.equal((await run('compare', 'first', 'second')).stdout, stdout);
});

t.test('sections, paths and forms of the code are chosen as in git diff', async t => {
  t.match((await run('diff', 'first', 'second', '--params')).stdout, /^.*\n.*\n\nParams\n.*\n.*\n.*\n$/);
  t.equal((await run('diff', 'first', 'second', '--name-only')).stdout, 'params.yaml\nsrc/a.py\n');
  t.equal((await run('diff', 'first', 'second', '--name-only', '--', 'src')).stdout, 'src/a.py\n');
  const { stdout } = await run('diff', 'first', 'second', '-p', '--', 'src');
  t.match(stdout, /^diff --git a\/src\/a\.py b\/src\/a\.py\n(.|\n)*\n-1\n\+2\n$/);
  t.match(
    (await run('diff', 'first', 'second', '--name-only', '-p')).stderr,
    /--name-only shows names alone/,
  );
});

t.test('one run is compared with the work tree, which stays as it is', async t => {
  t.match((await run('diff')).stdout, /\+ {2}work tree {2}now\n\nThe same\n.*code/);
  on.write('src/a.py', '3\n');
  on.write('params.yaml', 'l2: 3\n');
  on.write('new.py', 'x\n');
  const before = snapshotOf(on.path);
  const { stdout } = await run('diff', 'second', '-p');
  t.match(stdout, /\n {2}l2 +2 +3\n/);
  t.match(stdout, /\n-2\n\+3\n/);
  t.match(stdout, /\n\+\+\+ b\/new\.py\n/);
  t.match(stdout, /not compared: outcome, command, metrics, artifacts \(the work tree has none\)/);
  t.match(await run('diff', 'second', '--metrics', '--exit-code'), {
    exitCode: 0,
    stdout: /not compared: metrics/,
  });
  t.match(await run('diff', 'second', '--code', '--quiet'), { exitCode: 1, stdout: '' });
  t.same(snapshotOf(on.path), before);
  t.equal(on.git('for-each-ref', '--format=%(refname)', 'refs/run-live', 'refs/run-snapshots'), '');
});

t.test('more runs stand side by side, named or chosen', async t => {
  const three = await run('diff', 'first', 'second', 'third');
  t.match(
    three.stdout,
    /^ +first +second +third\nid .*\n(.|\n)*\nacc +0\.5 +\*0\.75 +0\.6\nCode\ntree .*\nbest: highest acc\n(.|\n)*not compared: what --command, --environment, --inputs, --artifacts compare\n$/,
  );
  const chosen = await run('diff', '--filter', 'params.lr = 0.2', '--sort', 'metrics.acc', '--rows', '--csv');
  t.match(chosen.stdout, /^id,name,.*\r\n\w+,second,.*\r\n\w+,third,.*\r\n$/);
  t.match(await run('diff', 'first', 'second', '--rows'), { stdout: /^id +name / });
  t.match(await run('diff', '-n', '2', '--inputs', '--artifacts', '--json'), { stdout: /"rows": \[\]/ });
  t.match(
    (await run('diff', 'first', 'second', 'third', '--code')).stdout,
    /\ntree +(\w{10}) +(\w{10}) +\2\n/,
  );
  t.match(await run('diff', 'first', 'second', 'third', '-p'), {
    exitCode: 2,
    stderr: /are of two: name two runs/,
  });
  t.match(await run('diff', '--filter', 'params.lr = 9'), { stderr: /no run fits/ });
  t.match(await run('diff', 'first', '--filter', 'params.lr = 9'), {
    exitCode: 2,
    stderr: /name runs, or have --filter choose them, not both/,
  });
});

t.test('the exit code tells whether there is a difference, where it is asked for', async t => {
  t.match(await run('diff', 'second', 'third', '--exit-code'), { exitCode: 1 });
  t.match(await run('diff', 'second', 'third', '--code', '--params', '-q'), { exitCode: 0, stdout: '' });
  t.match(await run('diff', 'first', 'second', 'third', '-q'), { exitCode: 1, stdout: '' });
  t.match(await run('diff', 'nobody', 'third'), { exitCode: 1, stderr: /no run matches 'nobody'/ });
});

t.test('a page is one file, and CSV on a terminal is harmless', async t => {
  const { stdout } = await run('diff', 'first', 'second', '-p', '--html');
  t.match(stdout, /^<!DOCTYPE html>(.|\n)*<span class="added">\+2<\/span>(.|\n)*<\/html>\n$/);
  const terminal = cli(on, { terminal: { columns: 80, rows: 500 } });
  t.notMatch((await terminal('diff', 'first', 'second', '--csv')).stdout, '\r');
});

t.test('a run in progress is compared as far as it is known', async t => {
  const bench = await storeBench(t);
  await bench.save(bench.run({ name: 'ended' }));
  await liveRun(bench, bench.run({ name: 'going', started: new Date(NOW - 5000).toISOString() }));
  const { stdout } = await cli(bench.on)('diff', 'ended', 'going');
  t.match(stdout, /\n\+ {2}going +\w+ {2}running /);
  t.match(stdout, /The same\n.*command, 1 param, code/);
  t.match(stdout, /not compared: outcome, metrics, artifacts \(going is still going\)/);
});

t.test('runs of a remote are compared without a repository: files by name, patches not', async t => {
  const { url } = await gitServer(t, dirname(on.path), on.env);
  on.git('config', 'uploadpack.allowFilter', 'true');
  const remote = `${url}/repository/.git`;
  const nowhere = cli(
    { path: temporaryDirectory(t), env: { ...on.env, GIT_CEILING_DIRECTORIES: '/' } },
    { now: Date.now },
  );
  const { stdout, stderr, exitCode } = await nowhere('diff', 'first', 'second', '-p', '--remote', remote);
  t.match({ stderr, exitCode }, { stderr: '', exitCode: 0 });
  t.match(stdout, /\n {2}acc +0\.5 +0\.75 /);
  t.match(
    stdout,
    /\n {2}src\/a\.py +changed\n {2}no patch: the source of \w+ and \w+ is not in this repository\n/,
  );
  t.match((await run('diff', 'first', 'second', '-p', '--code', '--remote', remote)).stdout, /\n-1\n\+2\n/);
  t.match(await nowhere('diff', 'first', '--remote', remote), {
    exitCode: 1,
    stderr: /not a Git repository/,
  });
});

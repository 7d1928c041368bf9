import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { cli } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';
import { addSubmodule } from '../../support/submodules.ts';
import { treeOf } from '../../support/tree-of.ts';

async function recorded(t: Test) {
  const opened = await openedRepository(t, { files: { a: '1', 'out.txt': 'old' } });
  const run = await recordRun(opened, ['sh', '-c', 'echo new > out.txt; echo x > model'], {
    outputs: ['out.txt', 'model'],
    request: { name: "otter's" },
  });
  return { ...opened, run, gitRun: cli(opened, { now: Date.now }) };
}

t.test('the answer is the directory, the rest is conversation', async t => {
  const { path, env, run, gitRun } = await recorded(t);
  const { exitCode, stdout, stderr } = await gitRun('checkout');
  const place = `${path}-otter-s`;
  t.equal(exitCode, 0);
  t.equal(stdout, `${place}\n`);
  t.same(treeOf(place), { a: '644 1', 'out.txt': '644 old', model: '644 x\n' });
  const source = run.run.source.commit.slice(0, 10);
  t.same(stderr.split('\n'), [
    `git-run: checked out otter's (${run.run.id.slice(-8)}): 3 files (6 B), detached at ${source}`,
    `git-run: the source has files where the run left out.txt: git run artifact get 'otter'\\''s:out.txt'`,
    `git-run: when you are done: git worktree remove --force ${place}`,
    '',
  ]);
  execFileSync('sh', ['-c', /when you are done: (.*)/.exec(stderr)?.[1] ?? ''], { cwd: path, env });
  t.notOk(existsSync(place), 'with the artifacts in it, too');
});

t.test('in place the way back is said, and it works', async t => {
  const { path, env, git, write, gitRun } = await recorded(t);
  git('clean', '-qf');
  write('out.txt', 'newer');
  git('commit', '-qam', 'newer');
  const before = treeOf(path);
  const { stdout, stderr } = await gitRun('checkout', '@', '--in-place', '--code-only');
  t.equal(stdout, `${path}\n`);
  const back = /the way back: (.*)\n/.exec(stderr)?.[1] ?? '';
  t.equal(back, 'git switch main');
  execFileSync('sh', ['-c', back], { cwd: path, env, stdio: 'ignore' });
  t.same(treeOf(path), before);
});

t.test('in place, a tree with changes is refused', async t => {
  const { gitRun } = await recorded(t);
  const { exitCode, stdout, stderr } = await gitRun('checkout', '--in-place');
  t.equal(exitCode, 1);
  t.equal(stdout, '');
  t.match(stderr, /changes that are not committed: out\.txt, model\n/);
});

t.test('as JSON it says what was done', async t => {
  const { path, run, gitRun } = await recorded(t);
  const { stdout } = await gitRun('checkout', '--json', '--artifacts-only', '--path', 'files');
  t.match(JSON.parse(stdout), {
    version: 1,
    run: run.run.id,
    kind: 'artifacts',
    path: join(path, 'files'),
    files: 2,
    artifacts: ['model', 'out.txt'],
    leftOut: [],
  });
});

t.test('wishes that contradict each other are told', async t => {
  const gitRun = cli(await openedRepository(t));
  const wishes = [
    ['--artifacts-only', '--code-only'],
    ['--in-place', '--path', 'x'],
    ['--in-place', '--artifacts-only'],
  ];
  for (const words of wishes) t.equal((await gitRun('checkout', ...words)).exitCode, 2);
});

t.test('what was never recorded is named', async t => {
  const opened = await openedRepository(t, { files: { a: '1' }, config: { 'run.sizeLimit': '10' } });
  opened.write('big.bin', 'more than ten bytes');
  await recordRun(opened, ['true']);
  const { stderr } = await cli(opened, { now: Date.now })('checkout');
  t.match(stderr, /not recorded, and so not here: big\.bin\n/);
});

t.test('of a submodule that is not here it is said what to type, and that works', async t => {
  const opened = await openedRepository(t);
  const sub = addSubmodule(t, opened, 'my lib');
  await recordRun(opened, ['true']);
  const gitRun = cli(opened, { now: Date.now });
  const then = treeOf(opened.path);
  t.match(
    (await gitRun('checkout', '--path', '../full')).stderr,
    /submodules from your own clones of them: my lib\n/,
  );
  t.same(treeOf(join(opened.path, '../full')), then);
  rmSync(sub.path, { recursive: true });
  rmSync(join(opened.path, '.git/modules'), { recursive: true });
  const { stdout, stderr } = await gitRun('checkout', '--path', '../bare', '--json');
  t.match(JSON.parse(stdout).submodules, { filled: [], missing: [{ path: 'my lib' }] });
  const line = /the submodule my lib is not here at [0-9a-f]{10}: (git .*)\n/.exec(stderr)?.[1] ?? '';
  const env = {
    ...opened.env,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'protocol.file.allow',
    GIT_CONFIG_VALUE_0: 'always',
  };
  execFileSync('sh', ['-c', line], { cwd: opened.home, env, stdio: 'ignore' });
  t.same(treeOf(join(opened.path, '../bare')), then);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { builtProgram } from '../../support/program.ts';
import { noPython } from '../../support/python.ts';
import { addSubmodule } from '../../support/submodules.ts';
import {
  snapshotOf,
  type TemporaryRepository,
  temporaryRepository,
} from '../../support/temporary-repository.ts';

const program = builtProgram(t);
const FIXTURE = join(import.meta.dirname, '../../../fixtures/mlproject');
/** The project of `fixtures/mlproject`, below a directory. */
const files = (below: string) =>
  Object.fromEntries(
    readdirSync(FIXTURE, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map(file => [join(below, file.slice(FIXTURE.length + 1)), readFileSync(file)]),
  );

/** A project for a shell alone. */
const SHELL_PROJECT = `name: said
entry_points:
  main:
    parameters: {word: {default: usual}, file: {type: path, default: data.txt}}
    command: 'sh say.sh "{word}" {file}'
`;
const SAY =
  'cat "$2"; shift; printf "%s\\n" "$PWD" >&2; printf "%s|" "$@"; cat ../lib/x 2>/dev/null; touch made\n';
const shellFiles = { 'ml/mlproject': SHELL_PROJECT, 'ml/say.sh': SAY, 'ml/data.txt': 'data\n' };

async function newest(on: TemporaryRepository) {
  return JSON.parse((await cli(on, { now: Date.now })('show', '--json')).stdout).run;
}

async function count(on: TemporaryRepository): Promise<number> {
  return on.git('for-each-ref', 'refs/runs/0*').split('\n').filter(Boolean).length;
}

t.test(
  'a project in the repository runs where it lies, as MLflow users type it',
  { skip: noPython('csv') },
  async t => {
    const on = temporaryRepository(t, { files: files('ml') });
    const words = ['-P', 'alpha=0.05', '-P', 'label=a "b" $(touch pwned)', '-P', 'steps=5'];
    const named = ['--experiment-name', 'X', '--run-name', 'version_1'];
    const ended = await program.run(on, ['exec', 'ml', '-e', 'main', ...words, ...named]);
    t.match(ended, { code: 0, stdout: 'a "b" $(touch pwned): slope 1.4703, python False\n' });
    t.match(ended.stderr, /asks for its python_env, and runs in the environment of now; /);
    t.notOk(existsSync(join(on.path, 'ml/pwned')));
    const run = await newest(on);
    t.match(run, {
      name: 'version_1',
      experiment: 'X',
      status: 'finished',
      command: {
        argv: [
          'bash',
          '-c',
          /^python3 train\.py --data "\$PWD\/data\/points\.csv" --alpha 0\.05 .* --steps 5$/,
        ],
        cwd: 'ml',
      },
      params: { alpha: 0.05, data: 'data/points.csv', label: 'a "b" $(touch pwned)', steps: 5 },
      metrics: { loss: { count: 5 } },
      tags: {
        'mlflow.source.name': 'ml',
        'mlflow.source.type': 'PROJECT',
        'mlflow.project.entryPoint': 'main',
        'mlflow.project.backend': 'local',
        'mlflow.source.git.commit': on.git('rev-parse', 'HEAD'),
      },
    });
    const again = await program.run(on, ['rerun', run.id]);
    t.match(again, { code: 0, stdout: /slope 1\.4703[\s\S]*1 metric came out the same/ });
  },
);

t.test('scripts are entry points, and options may stand before the project', async t => {
  const on = temporaryRepository(t, { files: { ...shellFiles, 'model.txt': '7' } });
  const given = ['-P', 'word=x', '-e', 'main', '--tag', 'a=b'];
  t.match(await program.run(on, ['exec', ...given, './ml']), { code: 0, stdout: 'data\n' });
  t.match(await newest(on), {
    tags: { a: 'b', 'mlflow.source.name': './ml' },
    params: { word: 'x' },
  });
  const script = await program.run(on, ['exec', 'ml', '-e', 'say.sh'], { cwd: on.path });
  t.equal(script.code, 0);
  t.match((await newest(on)).command, { argv: ['bash', '-c', 'bash say.sh'], cwd: 'ml' });
  const path = await program.run(on, ['exec', '.#ml', '-P', 'file=model.txt']);
  t.match(path, { code: 0, stdout: '7' }, 'a path is from where one is');
});

t.test('a version runs in a worktree of its own, and nothing of the user is touched', async t => {
  const on = temporaryRepository(t, { files: { ...shellFiles, 'ml/data.txt': 'old\n' } });
  on.git('tag', 'v1');
  on.write('ml/data.txt', 'new\n');
  on.git('commit', '-qam', 'second');
  on.write('ml/data.txt', 'edited\n');
  const before = snapshotOf(on.path);
  const old = await program.run(on, ['exec', 'ml', '-v', 'v1']);
  t.match(old, { code: 0, stdout: 'old\n', stderr: /1 new file gone with its worktree/ });
  t.same(snapshotOf(on.path), before);
  t.match(await newest(on), { source: { commit: on.git('rev-parse', 'v1') }, command: { cwd: 'ml' } });
  t.same(readdirSync(join(on.path, '.git/git-run/worktrees')), []);
  t.match(await program.run(on, ['exec', 'ml', '-v', 'v2']), {
    code: 125,
    stderr: /^git-run: Unable to checkout version 'v2' of git repo ml - please ensure/,
  });
  t.equal(await count(on), 1);
});

t.test('a project of another repository is brought here, with its submodules, and no more of it', async t => {
  const there = temporaryRepository(t, { files: shellFiles });
  addSubmodule(t, there, 'lib', { files: { x: 'submodule\n' } });
  there.git('branch', 'kept');
  const original = there.git('rev-parse', 'HEAD');
  there.write('ml/data.txt', 'later\n');
  there.git('commit', '-qam', 'later');
  const on = temporaryRepository(t);
  const before = on.git('for-each-ref');
  // As for `git clone`: a submodule at a path must be allowed.
  const env = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'protocol.file.allow',
    GIT_CONFIG_VALUE_0: 'always',
  };
  for (const version of ['kept', original.slice(0, 12)]) {
    const ended = await program.run(on, ['exec', `${there.path}#ml`, '-v', version], { env });
    t.match(ended, { code: 0, stdout: /^data\n.*submodule\n$/ }, version);
  }
  const run = await newest(on);
  t.match(run, {
    tags: { 'mlflow.source.git.commit': original, 'mlflow.source.git.repoURL': there.path },
    command: { cwd: 'ml' },
  });
  t.equal(on.git('rev-list', '--count', run.source.commit), '1', 'its history stays there');
  t.equal(on.git('show', `${run.source.commit}:lib/x`), 'submodule');
  t.equal(on.git('rev-parse', '--is-shallow-repository'), 'false');
  t.equal(on.git('for-each-ref', 'refs/heads', 'refs/tags', 'refs/run-snapshots'), before);
  t.match(await program.run(on, ['rerun', run.id]), { code: 0, stdout: /^data\n/ });
  const edited = await program.run(on, ['exec', there.path, '-e', 'x.sh', '-v', 'no such']);
  t.match(edited, { code: 125, stderr: /Unable to checkout version 'no such' of git repo/ });
});

t.test('a directory elsewhere that has edits is not taken for what its repository has', async t => {
  const there = temporaryRepository(t, { files: shellFiles });
  there.write('ml/data.txt', 'edited\n');
  const on = temporaryRepository(t);
  t.match(await program.run(on, ['exec', join(there.path, 'ml')]), {
    code: 125,
    stderr: /is outside of this repository, and has edits that are not committed\n {2}commit them there, or /,
  });
});

t.test('what is wrong is told before anything runs', async t => {
  const on = temporaryRepository(t, { files: { ...shellFiles, 'bad/MLproject': 'entry_points: 3' } });
  const wrong: readonly [string[], RegExp][] = [
    [['bad'], /^git-run: MLproject: 'entry_points' must be names/],
    [['ml', '-e', 'mian'], /^git-run: Could not find mian among entry points \[main\]/],
    [['ml', '-P', 'x;touch made=1'], /^git-run: 'x;touch made' cannot be the name of a parameter/],
    [['ml', '-P', 'word=1', '-P', 'word=2'], /^git-run: Repeated parameter: 'word'/],
    [['ml', '-P', 'a', '-P', 'b'], /^git-run: -P needs key=value, not 'a'/],
    [['ml', '-P', 'word'], /^git-run: -P needs key=value, not 'word'/],
    [['ml', '-P', 'file=none'], /^git-run: Got value none for parameter file, but no such file/],
    [['ml#none'], /^git-run: the project has no directory ml\/none/],
    [['ml', '--env-manager', 'conda'], /^git-run: the project asks for no environment: conda has nothing/],
    [['ml', '--env-manager', 'poetry'], /^git-run: --env-manager is one of local, /],
    [['ml', '--no-conda'], /^git-run: unknown option '--no-conda'/],
  ];
  for (const [words, stderr] of wrong)
    t.match(await program.run(on, ['exec', ...words]), { code: 125, stderr }, words.join(' '));
  t.notOk(existsSync(join(on.path, 'ml/made')));
  t.equal(await count(on), 0);
});

t.test('a command is a command', async t => {
  const on = temporaryRepository(t, { files: { 'echo/x': '' } });
  t.match(await program.run(on, ['exec', '--', 'echo', 'a']), { code: 0, stdout: 'a\n' });
  t.match(await program.run(on, ['exec', 'echo', 'a']), { code: 0, stdout: 'a\n' });
  t.match(await program.run(on, ['exec', '--', './echo']), { code: 126 });
  t.match(await program.run(on, ['exec', '.', '-h']), { code: 0, stdout: /entry-point/ });
});

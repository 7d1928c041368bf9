import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { builtProgram } from '../../support/program.ts';
import { addSubmodule } from '../../support/submodules.ts';
import {
  snapshotOf,
  type TemporaryRepository,
  temporaryRepository,
} from '../../support/temporary-repository.ts';

const program = builtProgram(t);

/** `git run` in this process, by the clock of the runs that are recorded here. */
const now = (on: TemporaryRepository) => cli(on, { now: Date.now });

/** The newest run, as `show --json` has it. */
async function newest(on: TemporaryRepository) {
  return JSON.parse((await now(on)('show', '--json')).stdout).run;
}

t.test('a command runs as it would alone, and is recorded', async t => {
  const on = temporaryRepository(t, { files: { 'data.txt': '' } });
  const before = snapshotOf(on.path);
  const script = 'echo out; echo err >&2; read line; echo "$line $PWD"; exit 3';
  const ended = await program.run(on, ['--', 'sh', '-c', script], { input: 'typed\n' });
  t.equal(ended.code, 3);
  t.equal(ended.stdout, `out\ntyped ${on.path}\n`);
  t.match(ended.stderr, /^err\ngit-run: recorded [a-z]+-[a-z]+ \(\w{8}\): failed with 3 in \d+\.\ds\n$/);
  t.same(snapshotOf(on.path), before);
  t.match(await newest(on), { status: 'failed', exitCode: 3, command: { argv: ['sh', '-c', script] } });
  t.equal(
    (await now(on)('show', '--log')).stdout.split('\n').sort().join('\n'),
    `\nerr\nout\ntyped ${on.path}`,
  );
});

t.test('what is asserted decides the end of a job that ended well', async t => {
  const on = temporaryRepository(t);
  const job = (code: number) => [
    'exec',
    '--assert',
    'metrics.acc >= 0.9',
    '--',
    'sh',
    '-c',
    `echo '{"metric":{"acc":0.'$0'}}' >> "$GIT_RUN_EVENTS"; exit ${code}`,
  ];
  t.match(await program.run(on, [...job(0), '95']), { code: 0 });
  t.match(await program.run(on, [...job(0), '85']), {
    code: 1,
    stderr: /recorded [\s\S]*git-run: not so: metrics\.acc >= 0\.9 \(metrics\.acc is 0\.85\)\n$/,
  });
  t.match(await program.run(on, [...job(7), '85']), { code: 7 }, 'a job that failed has failed by itself');
  t.match(await program.run(on, ['exec', '--assert', 'acc > 1', '--', 'touch', 'started']), { code: 125 });
  t.notOk(existsSync(join(on.path, 'started')));
});

t.test('what is asked for is recorded with it', async t => {
  const on = temporaryRepository(t, { files: { '.gitignore': '*.bin\n' } });
  on.write('data.bin', 'input');
  const words = [
    ...[
      'exec',
      '--name',
      'best',
      '-e',
      'digits',
      '-P',
      'lr=0.1',
      '-P',
      'batch=8',
      '-t',
      'stage=dev',
      '--note',
      'a note',
    ],
    ...['-o', 'out/*', '-i', 'data.bin', '--seed', '7'],
    ...[
      '--',
      'sh',
      '-c',
      'mkdir out; echo "{lr} $GIT_RUN_PARAM_BATCH $GIT_RUN_SEED $GIT_RUN_NAME" > out/it; cat out/it',
    ],
  ];
  const { code, stdout, stderr } = await program.run(on, words);
  t.equal(code, 0);
  t.equal(stdout, '0.1 8 7 best\n');
  t.match(stderr, /^git-run: recorded best \(\w{8}\): finished in \d+\.\ds, 1 artifact \(13 B\)\n$/);
  t.match(await newest(on), {
    ...{ name: 'best', experiment: 'digits', note: 'a note', seed: '7' },
    params: { lr: 0.1, batch: 8 },
    tags: { stage: 'dev' },
    artifacts: [{ path: 'out/it', size: 13 }],
    inputs: [{ path: 'data.bin', size: 5 }],
  });
});

t.test('a script logs with the same program, from wherever it is', async t => {
  const on = temporaryRepository(t);
  const script = [
    'git-run param lr=0.1 opt=adam',
    'for n in 3 2 1; do git-run metric loss=$n; done',
    'mkdir sub; cd sub; echo weights > model.pt',
    'git-run artifact add @ model.pt',
  ].join(' && ');
  const { code, stderr } = await program.run(on, ['--', 'sh', '-c', script]);
  t.equal(code, 0);
  t.match(stderr, /^git-run: recorded .* 1 artifact \(8 B\), loss 1\n$/);
  t.match(await newest(on), {
    params: { lr: 0.1, opt: 'adam' },
    metrics: { loss: { last: 1, min: 1, max: 3, count: 3 } },
    artifacts: [{ path: 'sub/model.pt' }],
  });
});

t.test('what was not kept is said, with the command that keeps it', async t => {
  const on = temporaryRepository(t, { files: { 'sub/x': '' } });
  const { stderr } = await program.run(on, ['--', 'sh', '-c', 'echo a > "a b"; echo c > ../c'], {
    cwd: join(on.path, 'sub'),
  });
  const [, command = ''] =
    /\ngit-run: 2 new files not kept: (git run artifact add \w{8} .*)\n$/.exec(stderr) ?? [];
  t.match(command, / \.\.\/c 'a b'$/);
  const env = { ...on.env, PATH: program.path };
  execFileSync('sh', ['-c', command], { cwd: join(on.path, 'sub'), env, stdio: 'pipe' });
  t.match((await newest(on)).artifacts, [{ path: 'c' }, { path: 'sub/a b' }]);
});

t.test('quiet is quiet', async t => {
  const on = temporaryRepository(t);
  t.match(await program.run(on, ['-q', '--', 'sh', '-c', 'echo x > left']), {
    code: 0,
    stdout: '',
    stderr: '',
  });
  t.ok(existsSync(join(on.path, 'left')));
});

t.test('a signal that ends the command is told as a shell tells it', async t => {
  const on = temporaryRepository(t);
  const { code, stderr } = await program.run(on, ['--', 'sh', '-c', 'kill -USR1 $$']);
  t.equal(code, 128 + 10);
  t.match(stderr, ': killed by SIGUSR1 in ');
  t.match(await newest(on), { status: 'killed', signal: 'SIGUSR1' });
});

t.test('what keeps a command from starting has the exit codes of env(1)', async t => {
  const on = temporaryRepository(t, { files: { plain: '' } });
  t.match(await program.run(on, ['--', 'no-such-program']), {
    code: 127,
    stderr: 'git-run: no-such-program: command not found\n',
  });
  t.match(await program.run(on, ['--', './plain']), {
    code: 126,
    stderr: 'git-run: ./plain: not executable\n',
  });
  t.match(await program.run(on, ['-P', 'lr', '--', 'true']), {
    code: 125,
    stderr: "git-run: -P needs key=value, not 'lr'\n",
  });
  t.match(await program.run(on, ['--name', 'a:b', '--', 'true']), {
    code: 125,
    stderr: "git-run: --name: a name cannot hold ':'",
  });
  t.equal((await now(on)('log')).stdout, '', 'and nothing was recorded');
});

t.test('before the first commit there is a source all the same', async t => {
  const on = temporaryRepository(t, { commit: false });
  on.write('train.sh*', '#!/bin/sh\necho hi\n');
  t.match(await program.run(on, ['--', './train.sh']), { code: 0, stdout: 'hi\n' });
  const { source } = await newest(on);
  t.equal(on.git('show', `${source.commit}:train.sh`), '#!/bin/sh\necho hi');
});

t.test('a run inside a run is its child', async t => {
  const on = temporaryRepository(t);
  await program.run(on, ['--name', 'outer', '--', 'git-run', '--name', 'inner', '--', 'true']);
  const { id } = JSON.parse((await now(on)('show', 'outer', '--json')).stdout).run;
  t.match(JSON.parse((await now(on)('show', 'inner', '--json')).stdout).run.lineage, [
    { relation: 'child-of', id },
  ]);
});

t.test('a source is run with its submodules, and it is said of those that are not here', async t => {
  const on = temporaryRepository(t);
  const sub = addSubmodule(t, on, 'lib', { files: { f: '1' } });
  const words = ['exec', '-q', '--source', 'HEAD', '--', 'ls', '-A', 'lib'];
  t.match(await program.run(on, words), { code: 0, stdout: 'f\n', stderr: '' });
  rmSync(sub.path, { recursive: true });
  rmSync(join(on.path, '.git/modules'), { recursive: true });
  const { code, stdout, stderr } = await program.run(on, words);
  t.same([code, stdout], [0, '']);
  t.match(stderr, /^git-run: the submodule lib is not here at [0-9a-f]{10}: it stays empty\n$/);
});

t.test('a source that was kept before is run as it was, in a worktree that is gone afterwards', async t => {
  const on = temporaryRepository(t, { files: { code: 'old\n' } });
  const { stdout } = await program.run(on, ['snapshot']);
  on.write('code', 'new\n');
  const ended = await program.run(on, [
    'exec',
    '--source',
    stdout.trim(),
    '--',
    'sh',
    '-c',
    'cat code; echo x > left',
  ]);
  t.match(ended, {
    code: 0,
    stdout: 'old\n',
    stderr: '\ngit-run: 1 new file gone with its worktree; -o keeps such files: left\n',
  });
  t.equal(on.git('worktree', 'list').split('\n').length, 1);
  t.equal(readFileSync(join(on.path, 'code'), 'utf8'), 'new\n');
  t.match(await program.run(on, ['exec', '--source', 'nowhere', '--', 'true']), {
    code: 125,
    stderr: "git-run: --source: no commit 'nowhere'\n",
  });
});

t.test('a run is followed while it is going, and stopped', async t => {
  const on = temporaryRepository(t);
  const script = 'trap "echo saving; exit 0" TERM; echo ready; while :; do sleep 0.02; done';
  const job = program.start(on, ['--name', 'long', '--', 'sh', '-c', script]);
  await job.until(({ stdout }) => stdout() === 'ready\n');
  const run = now(on);
  const following = program.start(on, ['tail', '-f', 'long']);
  await following.until(({ stdout }) => stdout() === 'ready\n');
  t.match((await run('log', '--oneline')).stdout, /^\w{8} long running\n$/);
  t.match(await run('stop'), { exitCode: 0, stderr: 'git-run: sent SIGTERM to long\n' });
  t.match(await job.end(), {
    code: 0,
    stdout: 'ready\nsaving\n',
    stderr: /recorded long \(\w{8}\): finished/,
  });
  t.match(await following.end(), { code: 0, stdout: 'ready\nsaving\n', stderr: '' });
});

t.test('a recorder that is killed leaves a run to be recovered', async t => {
  const on = temporaryRepository(t);
  const job = program.start(on, ['--name', 'orphan', '--', 'sh', '-c', 'echo ready; read line']);
  await job.until(({ stdout }) => stdout() === 'ready\n');
  const run = now(on);
  // Until the recorder has noted who it is, nobody can tell that it is gone.
  while (!/orphan running/.test((await run('log', '--oneline')).stdout)) await new Promise(setImmediate);
  job.process.kill('SIGKILL');
  job.process.stdin?.end();
  await job.end();
  while (!(await run('log')).stderr.includes('interrupted')) await new Promise(setImmediate);
  t.match(await run('recover'), { exitCode: 0, stderr: /^git-run: recorded orphan \(\w{8}\) as lost\n$/ });
  t.match((await run('show', '--log')).stdout, 'ready\n');
});

t.test('a git that is killed before the start costs the record, never the command', async t => {
  const on = temporaryRepository(t);
  const shim = on.write('../home/bin/git*', '#!/bin/sh\nkill -9 $$\n');
  const env = { PATH: `${dirname(shim)}${delimiter}${program.path}` };
  const ended = await program.run(on, ['--', 'sh', '-c', 'echo ran; exit 3'], { env });
  t.match(ended, {
    code: 3,
    stdout: 'ran\n',
    stderr: /could not be recorded: git [\w-]+ failed.*nothing was kept/s,
  });
  const source = await program.run(on, ['exec', '--source', 'HEAD', '--', 'echo', 'ran'], { env });
  t.match(source, { code: 125, stdout: '' }, 'what lies here is not that source');
});

t.test('who does not sign in time costs the run its signature, and no more', async t => {
  const on = temporaryRepository(t, { config: { 'run.signTimeout': '0.3' } });
  on.git('config', 'commit.gpgSign', 'true');
  on.git('config', 'gpg.program', on.write('../home/gpg*', '#!/bin/sh\nexec sleep 600\n'));
  const ended = await program.run(on, ['--', 'sh', '-c', 'exit 3']);
  t.match(ended, {
    code: 3,
    stderr: /recorded [\s\S]*\ngit-run: the run is not signed: no signature within 0\.3 s\n/,
  });
  t.match(await newest(on), {
    status: 'failed',
    signature: { state: 'unsigned', why: 'no signature within 0.3 s' },
  });
  t.match(
    on.git('for-each-ref', '--format=%(contents)', 'refs/runs'),
    /^Unsigned: no signature within 0\.3 s$/m,
  );
  t.match((await now(on)('show')).stdout, /signature +not signed: no signature within 0\.3 s\n/);
});

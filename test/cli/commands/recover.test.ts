import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { builtProgram } from '../../support/program.ts';
import { until } from '../../support/recording.ts';
import { storeBench } from '../../support/store-bench.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const GONE = { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 };

t.test('a run whose recorder was killed becomes one like any other', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  t.match(await run('recover'), { exitCode: 0, stdout: '', stderr: 'git-run: nothing to recover\n' });
  const live = await liveRun(bench, bench.run({ name: 'otter' }), GONE);
  live.print('last words\n');
  t.match((await run('log')).stderr, '\ngit-run: 1 run was interrupted: git run recover\n'.slice(1));
  t.match(await run('recover'), {
    exitCode: 0,
    stdout: '',
    stderr: /^git-run: recorded otter \(\w{8}\) as lost\n$/,
  });
  t.match(await run('log', '--oneline'), { stdout: / otter lost/, stderr: '' });
  t.equal((await run('tail')).stdout, 'last words\n');
});

t.test('a program is told of each as JSON', async t => {
  const bench = await storeBench(t);
  const { id } = await liveRun(bench, bench.run(), GONE);
  t.same(JSON.parse((await cli(bench.on)('recover', '--json')).stdout), {
    version: 1,
    recovered: [{ id, result: 'recovered' }],
  });
});

t.test('a run that goes on without its recorder is left alone, and said', async t => {
  const bench = await storeBench(t);
  const { id } = await liveRun(bench, bench.run(), { recorder: 2 ** 22 + 1 });
  t.match(await cli(bench.on)('recover'), {
    exitCode: 0,
    stderr: `git-run: ${id.slice(-8)} goes on without its recorder, as process ${process.pid}: recover it when it has ended\n`,
  });
});

t.test('what cannot be recovered keeps its journal, and says where', async t => {
  const bench = await storeBench(t);
  const run = bench.run();
  const live = await liveRun(bench, run, GONE);
  writeFileSync(join(live.path, 'plan.json'), '{');
  t.match(await cli(bench.on)('recover'), {
    exitCode: 1,
    stderr: new RegExp(
      `^git-run: ${run.id.slice(-8)} could not be recorded: .*; its journal stays in ${live.path}\n$`,
      's',
    ),
  });
});

t.test('recovering at once, and killed half-way, records every run once', async t => {
  const program = builtProgram(t);
  const bench = await storeBench(t);
  const names = ['one', 'two', 'three', 'four', 'five', 'six'];
  for (const name of names) (await liveRun(bench, bench.run({ name }), GONE)).print(`${name}\n`);
  // Long enough for the first commits, and not for all.
  for (const moment of [60, 120, 180]) {
    const both = [program.start(bench.on, ['recover']), program.start(bench.on, ['recover'])];
    await delay(moment);
    for (const { process: started } of both) started.kill('SIGKILL');
    await Promise.all(both.map(one => one.end()));
  }
  const last = await program.run(bench.on, ['recover']);
  t.equal(last.code, 0, last.stderr);
  t.equal((await program.run(bench.on, ['recover'])).stderr, 'git-run: nothing to recover\n');
  const refs = bench.on.git('for-each-ref', '--format=%(refname)', 'refs/runs', 'refs/run-live');
  t.equal(refs.match(/refs\/runs\/\w{26}$/gm)?.length, names.length);
  t.notMatch(refs, /run-live/);
  for (const name of names) t.equal((await program.run(bench.on, ['tail', name])).stdout, `${name}\n`);
  t.equal(bench.on.git('fsck', '--strict', '--no-dangling'), '');
});

t.test(
  'a journal that is damaged is named, and the next command works and says that there is one',
  async t => {
    const bench = await storeBench(t);
    const run = cli(bench.on);
    const { id, path } = await liveRun(bench, bench.run(), GONE);
    writeFileSync(join(path, 'plan.json'), '{"half":');
    t.match(await run('log'), { exitCode: 0, stderr: 'git-run: 1 run was interrupted: git run recover\n' });
    t.match(await run('recover'), {
      exitCode: 1,
      stderr: new RegExp(
        `^git-run: ${id.slice(-8)} could not be recorded: plan.json in its journal is damaged: .*; its journal stays in ${path}\n$`,
      ),
    });
  },
);

/** Other numbers of processes under our host name, as in a container that shares the repository. */
const container = ['unshare', '--fork', '--pid', '--mount-proc'];
const noContainer =
  spawnSync(container[0] as string, [...container.slice(1), 'true']).status !== 0 &&
  'no container can be made here: unshare --pid fails';

t.test(
  'a run in another container of our name is not taken for dead, nor ours there',
  { skip: noContainer },
  async t => {
    const program = builtProgram(t);
    const on = temporaryRepository(t);
    const env = { ...on.env, PATH: program.path };
    const within = (...words: string[]) => {
      const [command = '', ...args] = [...container, 'env', '-u', 'NODE_OPTIONS', 'git-run', ...words];
      const child = spawn(command, args, { cwd: on.path, env, stdio: ['ignore', 'ignore', 'pipe'] });
      return { child, said: text(child.stderr) };
    };
    const job = (name: string) =>
      `echo > ${name}.started; until [ -e ${name}.go ] || [ ! -e .git ]; do sleep 0.01; done`;
    const isThere = (name: string) => existsSync(join(on.path, name));
    const theirs = within('--name', 'theirs', '--', 'sh', '-c', job('theirs'));
    const ours = program.start(on, ['--name', 'ours', '--', 'sh', '-c', job('ours')]);
    await until(() => isThere('theirs.started') && isThere('ours.started'));
    t.equal((await program.run(on, ['recover'])).stderr, 'git-run: nothing to recover\n');
    t.equal(await within('recover').said, 'git-run: nothing to recover\n');
    t.match(await program.run(on, ['stop', 'theirs']), {
      code: 1,
      stderr: 'git-run: run theirs is not going on this machine\n',
    });
    for (const name of ['theirs', 'ours']) on.write(`${name}.go`, '');
    t.match(await theirs.said, 'git-run: recorded theirs');
    t.match((await ours.end()).stderr, 'git-run: recorded ours');
  },
);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { builtProgram } from '../../support/program.ts';
import { storeBench } from '../../support/store-bench.ts';

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
  const missing = { ...run, source: { ...run.source, commit: '1'.repeat(40) } };
  const live = await liveRun(bench, missing, GONE);
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

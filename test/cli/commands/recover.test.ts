import t from 'tap';
import { cli } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
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

import t from 'tap';
import { cli } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run({ name: 'otter' }));

t.test('tags are set, set anew, shown and removed', async t => {
  t.match(await run('tag', '@'), { exitCode: 0, stdout: '', stderr: 'git-run: otter has no tags\n' });
  t.match(await run('tag', '@', 'stage=dev', 'owner=ada'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: tagged otter\n',
  });
  await run('tag', 'otter', 'stage=production');
  t.match(await run('tag', 'otter'), { stdout: 'owner=ada\nstage=production\n', stderr: '' });
  t.match(await run('tag', 'otter', '-d', 'owner'), {
    exitCode: 0,
    stderr: 'git-run: removed owner of otter\n',
  });
  t.equal((await run('tag', 'otter')).stdout, 'stage=production\n');
});

t.test('what is no tag, and a tag that is not there, change nothing', async t => {
  t.match(await run('tag', '@', 'star'), {
    exitCode: 2,
    stderr: "git-run: a tag needs key=value, not 'star'\n",
  });
  t.match(await run('tag', '@', '-d', 'star'), {
    exitCode: 2,
    stderr: "git-run: run otter has no tag 'star'\n",
  });
  t.match(await run('tag'), { exitCode: 2, stderr: 'git-run: <run> is missing\n  git run tag -h\n' });
});

t.test('a run in progress cannot be tagged yet', async t => {
  const on = await storeBench(t);
  await liveRun(on, on.run({ name: 'going' }));
  t.match(await cli(on.on)('tag', '@', 'a=b'), {
    exitCode: 1,
    stderr: /^git-run: run \w{26} has not ended yet\n/,
  });
});

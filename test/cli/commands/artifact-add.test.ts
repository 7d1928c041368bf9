import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run({ name: 'ended' }));
chmodSync(bench.on.write('out/tool', '#!/bin/sh\n'), 0o755);
bench.on.write('out/model.pt', 'weights');

const pathsOf = async () =>
  JSON.parse((await run('artifact', 'list', 'ended', '--json')).stdout).artifacts.map(
    ({ path, mode }: Record<string, string>) => `${path} ${mode}`,
  );

t.test('files are added to a run that has ended, by their paths from the top', async t => {
  const below = cli(bench.on, { cwd: join(bench.on.path, 'out') });
  t.match(await below('artifact', 'add', '@', 'model.pt', 'tool'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: added 2 files to ended\n',
  });
  t.same(await pathsOf(), ['out/model.pt 644', 'out/tool 755']);
  t.equal((await run('artifact', 'cat', '@:out/model.pt')).stdout, 'weights');
});

t.test('one from elsewhere is known by its name alone', async t => {
  await run('artifact', 'add', 'ended', bench.on.write('../home/far.txt', 'far'));
  t.match(await pathsOf(), ['far.txt 644']);
});

t.test('what is no file is not added, and nothing else either', async t => {
  const before = await pathsOf();
  t.match(await run('artifact', 'add', '@', 'train.py', 'no'), {
    exitCode: 2,
    stderr: "git-run: there is no file 'no'\n",
  });
  t.match(await run('artifact', 'add', '@', 'out'), {
    exitCode: 2,
    stderr: "git-run: 'out' is no file; name the files in it\n",
  });
  t.same(await pathsOf(), before);
});

t.test('a run in progress is told of them by its own command alone', async t => {
  const on = await storeBench(t);
  const live = await liveRun(on, on.run({ name: 'going' }));
  on.on.write('a.txt', '');
  t.match(await cli(on.on)('artifact', 'add', 'going', 'a.txt'), {
    exitCode: 1,
    stderr: 'has not ended yet',
  });
  const events = join(live.path, 'events');
  await cli(on.on, { env: { GIT_RUN_EVENTS: events } })('artifact', 'add', '@', 'a.txt');
  t.same(JSON.parse(readFileSync(events, 'utf8')), { artifact: join(on.on.path, 'a.txt') });
});

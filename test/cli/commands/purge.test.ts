import t from 'tap';
import { cli } from '../../support/cli.ts';
import { removalBench } from '../../support/removal-bench.ts';

const SECRET = 'hf_thisIsTheSecretThatMustGo';

t.test('a file goes for good, and it is said where it may be still', async t => {
  const bench = await removalBench(t, { config: { 'remote.origin.url': '/nowhere' } });
  const { on, stored } = bench;
  await stored({ 'artifacts/a': SECRET }, { run: { name: 'otter' } });
  const { id } = await stored({ 'artifacts/b c': SECRET }, { run: { name: 'heron' } });
  const run = cli(on);
  const look = await run('purge', 'otter:a', '--dry-run');
  const copy = `  git run purge ${id.slice(-8)} --path 'artifacts/b c'\n`;
  t.match(look, { exitCode: 0, stderr: '' });
  t.match(look.stdout, /^would purge 1 file of otter \(\w{8}\)\n {2}artifacts\/a\n/);
  t.ok(look.stdout.endsWith(copy));
  const asked = await run('purge', 'otter', '--path', 'a');
  t.match(asked, { exitCode: 2, stderr: /where nobody can be asked it needs --yes/ });
  const one = await run('purge', 'otter', '--path', 'a', '--yes');
  t.equal(one.exitCode, 1, 'it is still here');
  t.match(one.stdout, /^purged 1 file of otter .*\n.*\nfreed .*\n1 content is still here, in what follows/);
  t.match(one.stdout, copy);
  const two = await run('purge', 'heron:b c', '--yes');
  t.equal(two.exitCode, 0);
  t.match(
    two.stdout,
    'what they held is nowhere in this repository any more\ncopies elsewhere are not touched: remotes (origin), clones',
  );
  t.notMatch(bench.allContent().toString(), SECRET);
  t.match(await run('fsck'), { exitCode: 0, stdout: '2 runs whole\n', stderr: '' });
  t.match((await run('show', 'otter')).stdout, 'purged: artifacts/a');
});

t.test('all that is marked goes with --secrets, and the run is marked no more', async t => {
  const bench = await removalBench(t);
  const files = { 'logs/000000.log': SECRET };
  const secrets = ['.env', 'logs/000000.log'].map(path => ({ rule: 'x', path, ordinal: 1 }));
  await bench.stored(files, { sources: { '.env': SECRET }, run: { name: 'otter', secrets } });
  const run = cli(bench.on);
  const answer = JSON.parse((await run('purge', 'otter', '--secrets', '-y', '--json')).stdout);
  t.match(answer, {
    version: 1,
    left: 0,
    runs: [{ files: [{ path: 'logs/000000.log' }, { path: '.env', in: 'source' }] }],
  });
  t.match(await run('purge', 'otter', '--secrets', '-y'), { exitCode: 0, stdout: '', stderr: /is marked/ });
  t.notMatch(bench.allContent().toString(), SECRET);
});

t.test('what cannot be purged is told, with what to do', async t => {
  const bench = await removalBench(t);
  await bench.stored({ 'artifacts/deep/model': 'x' }, { run: { name: 'otter' } });
  const run = cli(bench.on);
  t.match(await run('purge', 'otter'), { exitCode: 2, stderr: /git run purge otter --path PATH/ });
  t.match(await run('purge', 'otter', '--path', '.'), { exitCode: 2, stderr: /git run rm otter/ });
  t.match(await run('purge', 'otter:model', '-y'), { exitCode: 1, stderr: /did you mean 'deep\/model'\?/ });
  t.match(await run('purge', 'otter:train.py', '-y'), {
    exitCode: 1,
    stderr: /in your own history too: commit \w{10}, by .*\n {2}nothing was purged/,
  });
});

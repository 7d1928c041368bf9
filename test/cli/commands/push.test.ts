import { dirname, join } from 'node:path';
import t from 'tap';
import { type Clone, team } from '../../support/clones.ts';
import { gitIn } from '../../support/temporary-repository.ts';

t.test('runs are chosen by name, by filter, or are all', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  const [one, two] = [
    await here.save({ name: 'otter' }),
    await here.save({ name: 'heron', tags: { stage: 'dev' } }),
  ];
  t.match(await here.run('push', '--dry-run', 'origin', 'otter'), {
    exitCode: 0,
    stdout: /^would push 1 run to origin \(\d+ objects, .*\)\n {2}new {2}otter/,
  });
  t.same(refs(), []);
  t.match(await here.run('push', '--filter', 'tags.stage = dev'), { exitCode: 0, stdout: /new {2}heron/ });
  t.equal(refs().length, 1);
  t.match(await here.run('push'), { exitCode: 0, stdout: /^pushed 1 run.*\n {2}new {2}otter/ });
  t.match(await here.run('push'), { exitCode: 0, stdout: 'nothing to push: origin has all 2 runs\n' });
  t.match(await here.run('push', 'none'), { exitCode: 1, stderr: /no run matches 'none'/ });
  const answer = JSON.parse((await here.run('push', '--json')).stdout);
  t.match(answer, { remote: 'origin', runs: [], same: 2, refused: [] });
  t.ok(one.id < two.id);
});

t.test('one that may not go is named with what to do, and the exit code tells', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save({ name: 'otter', secrets: [{ rule: 'aws', path: 'a.py', ordinal: 1 }] });
  await here.save({ name: 'heron' });
  const { exitCode, stdout } = await here.run('push');
  t.equal(exitCode, 1);
  t.match(
    stdout,
    /^pushed 1 run.*\n {2}new {2}heron.*\nnot pushed: otter .*a\.py \(aws\)\n {2}git run purge --secrets .* --allow-secret aws:a\.py:1\n$/,
  );
  t.match(await here.run('push', '--allow-secret', 'aws:a.py:1'), { exitCode: 0, stdout: /new {2}otter/ });
});

t.test('a remote that is not there is an error that names it', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save();
  const { exitCode, stdout, stderr } = await here.run('push', '/nowhere/x.git');
  t.match({ exitCode, stdout }, { exitCode: 1, stdout: '' });
  t.match(stderr, /\/nowhere\/x\.git: there is no repository\n {2}look at the address/);
});

t.test('of several places that pushes go to each has what it lacks', async t => {
  const { clones, there, env, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  const other = join(dirname(there), 'other.git');
  gitIn(dirname(there), env, ['init', '-q', '--bare', other]);
  here.git('push', '-q', other, 'HEAD:main');
  await here.save({ name: 'otter' });
  await here.push();
  await here.save({ name: 'heron' });
  const at = (path: string) =>
    gitIn(path, env, ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/runs']);
  for (const url of [there, join(dirname(there), 'gone.git'), other])
    here.git('config', '--add', 'remote.origin.pushurl', url);
  const pushed = await here.run('push');
  t.match(pushed, { exitCode: 1, stderr: /gone\.git: there is no repository/ });
  t.match(pushed.stdout, new RegExp(`^pushed 1 run to ${there} .*heron.*\npushed 2 runs to ${other} `, 's'));
  t.same([refs(), at(other).split('\n')], [here.refs(), here.refs()]);
  here.git('config', '--unset', 'remote.origin.pushurl', 'gone');
  const answer = JSON.parse((await here.run('push', '--json')).stdout);
  t.match(answer, { remote: there, same: 2, others: [{ remote: other, same: 2 }] });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type Clone, team } from '../../support/clones.ts';
import { withoutGitLfs } from '../../support/git-lfs.ts';
import { largeFiles } from '../../support/stored-files.ts';

t.test('runs come by all, by date, or by how their ids begin; pull is another name', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save({ name: 'otter' });
  await here.push();
  t.match(await other.run('fetch', '--dry-run'), {
    exitCode: 0,
    stdout: `would fetch 1 run from origin\n  new  ${run.id}\n`,
  });
  t.match(await other.run('fetch', '--since', '2030-01-01'), {
    exitCode: 0,
    stdout: 'nothing new on origin\n',
  });
  t.match(await other.run('fetch', 'origin', '7zzz'), {
    exitCode: 1,
    stdout: 'nothing new on origin\n',
    stderr: /no run here or on origin matches '7zzz'/,
  });
  t.match(await other.run('fetch', 'origin', 'nothing!'), {
    exitCode: 2,
    stderr: /'nothing!' is no remote, and no beginning or end/,
  });
  t.match(await other.run('pull', 'origin', run.id.slice(0, 8).toUpperCase()), {
    exitCode: 0,
    stdout: /^fetched 1 run from origin\n {2}new {2}otter/,
  });
  t.match(JSON.parse((await other.run('fetch', '--json')).stdout), { remote: 'origin', runs: [], same: 1 });
  t.match(await other.run('fetch', 'origin', run.id), { exitCode: 0, stdout: 'nothing new on origin\n' });
  const local = await other.save();
  t.match(await other.run('fetch', 'origin', local.id), { exitCode: 0, stderr: '' }, 'it is here alone');
  t.match(await other.run('fetch', 'origin', run.id, '7zzz', '-n'), { exitCode: 1, stderr: /'7zzz'/ });
  t.match(await other.run('log', '--oneline'), { stdout: /otter/ });
});

t.test('with --metadata-only runs are learnt of, and none is brought', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  t.match(await other.run('fetch', '--metadata-only'), {
    exitCode: 0,
    stdout: 'origin has no run that is not here\n',
  });
  await here.save({ name: 'otter' });
  await here.push();
  t.match(await other.run('fetch', '--metadata-only', '--dry-run'), {
    stdout: 'would fetch the records of 1 run and 0 other records from origin\n',
  });
  t.match(await other.run('fetch', '--metadata-only'), {
    stdout: '1 run known on origin besides those here, all new\n',
  });
  t.match(JSON.parse((await other.run('fetch', '--metadata-only', '--json')).stdout), {
    ...{ version: 1, remote: 'origin', dryRun: false, runs: 0, ledgers: 0, known: 1, fresh: 0 },
  });
  t.same(other.refs(), []);
  t.match(await other.run('fetch', '--metadata-only', '--since', 'yesterday'), {
    exitCode: 2,
    stderr: /is of all runs: leave out which/,
  });
});

t.test('edits that cannot be joined are named, and the exit code tells', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save({ name: 'otter' });
  await here.push();
  await other.fetch();
  await other.add(run.id, 'x', '1');
  await other.push();
  await here.add(run.id, 'x/y', '2');
  t.match(await here.run('fetch'), {
    exitCode: 1,
    stdout: /^fetched 0 runs.*\nnot taken: .*artifacts\/x and artifacts\/x\/y\n/,
  });
});

t.test('large artifacts stay, or go and come, as is asked', { skip: withoutGitLfs }, async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const write = (path: string, text: string | Buffer) => {
    writeFileSync(join(here.path, path), text);
    return join(here.path, path);
  };
  const files = await largeFiles({ ...here, on: { write } }, { 'artifacts/model': 'weights' });
  const { id } = await here.save(
    { name: 'otter', artifacts: { count: 1, bytes: 7 } },
    { contents: { files } },
  );
  t.match(await here.run('push', '-n', '--no-artifacts'), { stdout: /^(?!.*Git LFS)/s });
  t.match(await here.run('push'), { exitCode: 0, stdout: /and 1 large file \(7 B\) by Git LFS/ });
  t.match(await other.run('fetch', '--no-artifacts'), { exitCode: 0, stdout: /^(?!.*Git LFS)/s });
  t.match(await other.run('artifact', 'cat', 'otter:model'), {
    exitCode: 1,
    stderr: /git run fetch REMOTE RUN-ID/,
  });
  t.match(await other.run('fetch', 'origin', id), {
    stdout: 'nothing new on origin\nfetched 1 large file (7 B) by Git LFS\n',
  });
  t.match(await other.run('artifact', 'cat', 'otter:model'), { exitCode: 0, stdout: 'weights' });
});

t.test('what a ledger tells is said to be unknown until it is here', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.save({ name: 'otter' });
  await here.save();
  await here.push();
  await other.fetch();
  await here.run('rm', 'otter');
  await here.run('gc', '--older-than', '0');
  t.match(await here.run('push'), {
    exitCode: 0,
    stdout: 'pushed 0 runs to origin\npushed the ledger: what was folded, deleted or purged here\n',
  });
  t.match(await here.run('push'), { stdout: 'nothing to push: origin has the run\n' });
  t.match(await other.run('fetch', '--dry-run'), {
    stdout: /^would fetch 0 runs from origin\nwould fetch 1 ledger: /,
  });
  t.match(await other.run('fetch', '-n', 'origin', '7zzz'), { exitCode: 1, stderr: /'7zzz'/ });
  t.match(await other.run('fetch'), { stdout: /1 run deleted elsewhere/ });
});

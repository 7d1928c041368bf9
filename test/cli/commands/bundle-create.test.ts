import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type Clone, team } from '../../support/clones.ts';
import { largeFiles } from '../../support/stored-files.ts';

t.test('a bundle holds what was chosen, and of the project nothing that is published', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const published = here.git('rev-parse', 'HEAD');
  await here.save({ name: 'otter' });
  await here.save({ name: 'heron' });
  const file = join(here.path, 'x.bundle');
  await here.run('bundle', 'create', 'x.bundle', 'otter');
  t.match(here.git('bundle', 'list-heads', file).split('\n').length, 1);
  t.match(readFileSync(file, 'latin1').slice(0, 200), `-${published}`);
  t.match(await here.run('bundle', 'create', 'x.bundle', '--with-history'), {
    exitCode: 0,
    stdout: /^bundled 2 runs/,
  });
  t.notMatch(readFileSync(file, 'latin1').slice(0, 200), `-${published}`);
});

t.test('commits that are not published go only where that is asked for', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  here.git('commit', '-q', '--allow-empty', '-m', 'mine');
  await here.save({ name: 'otter' });
  const file = join(here.path, 'x.bundle');
  t.match(await here.run('bundle', 'create', file), {
    exitCode: 1,
    stdout: /was not written\nnot bundled: otter.*--with-history/s,
  });
  t.notOk(existsSync(file));
  t.match(await here.run('bundle', 'create', file, '--with-history'), { exitCode: 0 });
  t.match(await other.run('bundle', 'open', file), { exitCode: 0, stdout: /new {2}otter/ });
});

t.test('what is no bundle is not overwritten, however large, and no directory or pipe either', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save({ name: 'otter' });
  const large = join(here.path, 'large');
  writeFileSync(large, 'mine');
  truncateSync(large, 3 * 2 ** 30);
  execFileSync('mkfifo', [join(here.path, 'pipe')]);
  for (const name of ['large', 'pipe', '.git'])
    t.match(
      await here.run('bundle', 'create', name),
      { exitCode: 2, stderr: /is no bundle: it is not overwritten/ },
      name,
    );
  t.equal(statSync(large).size, 3 * 2 ** 30);
});

t.test('a directory that is not there is named', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save({ name: 'otter' });
  for (const word of ['miss ing/dir/x.bundle', '.git/HEAD/x.bundle'])
    t.match(await here.run('bundle', 'create', word), { exitCode: 2, stderr: /there is no directory/ });
  t.match(await here.run('bundle', 'create', 'miss ing/x.bundle'), {
    stderr: "git-run: there is no directory miss ing\n  mkdir -p 'miss ing'\n",
  });
});

t.test('large artifacts are told to be left out', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const write = (path: string, text: string | Buffer) => {
    writeFileSync(join(here.path, path), text);
    return join(here.path, path);
  };
  const files = await largeFiles({ ...here, on: { write } }, { 'artifacts/model': 'weights' });
  await here.save({ name: 'otter', artifacts: { count: 1, bytes: 7 } }, { contents: { files } });
  await here.save({ name: 'heron' });
  t.match(await here.run('bundle', 'create', 'x.bundle'), { stdout: /\nwithout 1 large file \(7 B\)/ });
  t.notMatch(await here.run('bundle', 'create', 'x.bundle', 'heron'), { stdout: /large/ });
});

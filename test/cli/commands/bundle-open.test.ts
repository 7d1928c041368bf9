import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type Clone, team } from '../../support/clones.ts';

t.test('what is no bundle is neither opened nor overwritten', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save({ name: 'otter' });
  const file = join(here.path, 'notes.txt');
  writeFileSync(file, 'mine\n');
  t.match(await here.run('bundle', 'create', 'notes.txt'), {
    exitCode: 2,
    stderr: /is no bundle: it is not overwritten/,
  });
  t.match(await here.run('bundle', 'open', 'notes.txt'), { exitCode: 2, stderr: /notes\.txt is no bundle/ });
  t.equal(readFileSync(file, 'utf8'), 'mine\n');
  t.match(await here.run('bundle', 'open', 'none'), { exitCode: 2, stderr: /none is no bundle/ });
});

t.test('what a bundle stands on, and what is cut off it, is missed before anything is taken', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  here.git('commit', '-q', '--allow-empty', '-m', 'more');
  here.git('push', '-q', 'origin', 'HEAD:main');
  await here.save({ name: 'otter' });
  await here.run('bundle', 'create', 'x.bundle');
  const bytes = readFileSync(join(here.path, 'x.bundle'));
  writeFileSync(join(here.path, 'cut.bundle'), bytes.subarray(0, bytes.length - 30));
  const open = (name: string) => other.run('bundle', 'open', join(here.path, name));
  t.match(await open('x.bundle'), {
    exitCode: 1,
    stderr: /stands on commits that are not here\n {2}git fetch brings them/,
  });
  other.git('fetch', '-q');
  t.match(await open('cut.bundle'), { exitCode: 1, stderr: /cut\.bundle: / });
  t.same(other.refs(), []);
  t.match(await open('x.bundle'), { exitCode: 0 });
  t.same(other.refs(), here.refs());
});

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { contentOf } from '../../../src/capture/nested/content.ts';
import { openRepository } from '../../../src/git/open.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('files are those Git would look at; without Git they are all there are', async t => {
  const { path, env, git, write } = temporaryRepository(t, { files: { a: '1' } });
  git('init', '-q', 'in');
  for (const name of ['in/b', 'in/x.log', 'in/deep/c', 'in/.gitignore']) write(name, '*.log\n');
  git('-C', 'in', 'add', 'b');
  git('init', '-q', 'in/deep/inner');
  mkdirSync(join(path, 'in/deep/linked'));
  write('in/deep/linked/.git', 'gitdir: nowhere');
  write('in/deep/linked/d', '');
  symlinkSync('nowhere', join(path, 'in/link'));
  const repository = await openRepository(path, { ...env });
  const inner = await repository.open(join(path, 'in'));
  const request = { top: path, path: 'in', sizeLimit: 10, most: 10 };
  const shown = async (how: Partial<Parameters<typeof contentOf>[0]>) => {
    const { files, count, inside, bytes } = await contentOf({ ...request, ...how });
    const kinds = files.map(({ entry }) => `${entry.kind} ${entry.path}`).sort();
    return { kinds, count, bytes, inside: inside.map(one => one.path) };
  };
  const known = await shown({ repository: inner });
  t.same(known.kinds, [
    'tracked in/b',
    'untracked in/.gitignore',
    'untracked in/deep/c',
    'untracked in/deep/linked/d',
    'untracked in/link',
  ]);
  t.match(known, { count: 5, bytes: 18, inside: ['in/deep/inner'] });
  const all = await shown({});
  t.same(all.kinds, [
    'untracked in/.gitignore',
    'untracked in/b',
    'untracked in/deep/c',
    'untracked in/link',
    'untracked in/x.log',
  ]);
  t.same(all.inside, ['in/deep/inner', 'in/deep/linked']);
  t.match(await shown({ most: 2, sizeLimit: 1 }), { count: 5, bytes: 0 }, 'all are counted, few looked at');
  await Promise.all([repository.close(), inner.close()]);
});

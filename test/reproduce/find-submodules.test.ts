import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findSubmodules, wantedOf } from '../../src/reproduce/find-submodules.ts';
import { listSource } from '../../src/reproduce/source-files.ts';
import type { NestedRepository } from '../../src/run/source.ts';
import { type Opened, openedRepository } from '../support/recorded-run.ts';
import { addSubmodule } from '../support/submodules.ts';

async function find({ repository, git }: Opened, nested?: readonly NestedRepository[]) {
  const commit = git('rev-parse', 'HEAD');
  const { submodules } = await listSource(repository, commit);
  const found = await findSubmodules({ repository, commit, submodules, nested });
  await found.close();
  return {
    found: found.found.map(one => [one.path, one.files.map(file => file.path)]),
    nested: found.found.flatMap(one => one.nested.map(({ path, left }) => `${path} ${left}`)),
    missing: found.missing.map(one => one.path),
  };
}

t.test('a submodule is found in its work tree or in what Git keeps of it, with those inside it', async t => {
  const opened = await openedRepository(t);
  const outer = addSubmodule(t, opened, 'deep/a', { files: { f: '1' } });
  addSubmodule(t, { path: outer.path, env: opened.env }, 'b');
  opened.git('commit', '-q', '-am', 'b');
  const all = {
    found: [['deep/a', ['deep/a/.gitmodules', 'deep/a/f', 'deep/a/b/deep/er.py', 'deep/a/b/lib.py']]],
    nested: ['deep/a published', 'deep/a/b published'],
    missing: [],
  };
  t.same(await find(opened), all);
  const empty = { path: 'deep/a/b', kind: 'submodule', stored: false, left: 'empty', dirty: false } as const;
  t.same(await find(opened, [empty]), {
    found: [['deep/a', ['deep/a/.gitmodules', 'deep/a/f']]],
    nested: ['deep/a published', 'deep/a/b empty'],
    missing: [],
  });
  rmSync(outer.path, { recursive: true });
  t.same(await find(opened), all, 'below .git/modules');
  renameSync(join(opened.path, '.git/modules/deep/a/modules'), join(opened.path, '.git/moved'));
  t.same(
    await find(opened),
    { found: [], nested: [], missing: ['deep/a'] },
    'with all inside it, or not at all',
  );
});

t.test('a commit that no clone has is missing, and so is one that is kept outside of its place', async t => {
  const opened = await openedRepository(t);
  const { git, write } = opened;
  addSubmodule(t, opened, 'lib');
  git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},lib`);
  git('commit', '-q', '-m', 'nowhere');
  t.same((await find(opened)).missing, ['lib']);
  git('reset', '-q', '--hard', 'HEAD~1');
  rmSync(join(opened.path, 'lib'), { recursive: true });
  renameSync(join(opened.path, '.git/modules/lib'), join(opened.path, '.git/lib'));
  write('.gitmodules', '[submodule "../lib"]\n\tpath = lib\n\turl = x\n');
  git('add', '.gitmodules');
  git('commit', '-q', '-m', 'up');
  t.same((await find(opened)).missing, ['lib']);
});

t.test('what the run found empty is not looked for', t => {
  const submodules = [
    { path: 'a', oid: '1' },
    { path: 'b', oid: '2' },
  ];
  const a = { path: 'a', kind: 'submodule', stored: false, left: 'empty', dirty: false } as const;
  t.same(wantedOf({ submodules, nested: [a] }), [{ path: 'b', oid: '2' }]);
  t.same(wantedOf({ submodules, nested: undefined }), submodules, 'of a run that says nothing all are');
  t.end();
});

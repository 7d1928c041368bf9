import { mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { sourceBench } from '../../support/source-bench.ts';
import { addSubmodule, nestRepository } from '../../support/submodules.ts';

t.test('a submodule that its own remote has whole stays a commit', async t => {
  const { on, take } = await sourceBench(t);
  const sub = addSubmodule(t, on, 'lib');
  const source = await take();
  t.equal(source.commit, on.git('rev-parse', 'HEAD'));
  const commit = sub.git('rev-parse', 'HEAD');
  const lib = { path: 'lib', kind: 'submodule', commit, stored: false, left: 'published', dirty: false };
  t.same(source.nested, [lib]);
  sub.remote.git('commit', '-q', '--allow-empty', '-m', 'more');
  sub.git('pull', '-q');
  const moved = await take();
  const now = sub.git('rev-parse', 'HEAD');
  t.same(moved.nested, [{ ...lib, commit: now, dirty: true }]);
  t.match(on.git('ls-tree', moved.commit, 'lib'), new RegExp(`^160000 commit ${now}`));
  t.match(moved, { modified: 1, added: 0, omitted: [] });
});

t.test('edits, new files and commits that nobody has are stored in its place', async t => {
  const { on, take, content, paths } = await sourceBench(t);
  const sub = addSubmodule(t, on, 'lib');
  on.write('lib/lib.py', 'edited\n');
  on.write('lib/new.py', 'new\n');
  on.write('lib/.gitignore', '*.log\n');
  on.write('lib/x.log', 'ignored\n');
  symlinkSync('../elsewhere', join(sub.path, 'link'));
  unlinkSync(join(sub.path, 'deep/er.py'));
  const before = snapshotOf(on.path);
  const source = await take();
  t.same(snapshotOf(on.path), before, 'nothing of the user’s is touched');
  t.same(paths(source), ['.gitmodules', 'lib/.gitignore', 'lib/lib.py', 'lib/link', 'lib/new.py']);
  t.equal(content(source, 'lib/lib.py'), 'edited');
  t.match(source, { modified: 0, added: 0, deleted: 0, omitted: [], raw: [], stable: true });
  const commit = sub.git('rev-parse', 'HEAD');
  t.match(source.nested, [{ path: 'lib', commit, stored: true, dirty: true, files: 4 }]);
  sub.git('add', '--all');
  sub.git('commit', '-q', '-m', 'nobody has it');
  const clean = await take();
  t.equal(clean.tree, source.tree);
  t.match(clean.nested, [{ commit: sub.git('rev-parse', 'HEAD'), stored: true, dirty: true }]);
  on.git('commit', '-q', '-am', 'moved along');
  t.match((await take()).nested, [{ stored: true, dirty: false }], 'it is as HEAD says, and nowhere else');
});

t.test('one two deep takes along those around it', async t => {
  const { on, take, paths } = await sourceBench(t);
  const outer = addSubmodule(t, on, 'a', { files: { f: '1' } });
  const inner = addSubmodule(t, { path: outer.path, env: on.env }, 'b');
  outer.git('push', '-q', 'origin', 'HEAD:refs/heads/more');
  on.git('commit', '-q', '-am', 'b');
  t.match((await take()).nested, [
    { path: 'a', stored: false, left: 'published' },
    { path: 'a/b', stored: false, left: 'published', commit: inner.git('rev-parse', 'HEAD') },
  ]);
  on.write('a/b/new.py', 'x');
  const source = await take();
  t.match(source.nested, [
    { path: 'a', stored: true, dirty: true, files: 2 },
    { path: 'a/b', kind: 'submodule', stored: true, files: 3 },
  ]);
  t.same(paths(source).slice(1), ['a/.gitmodules', 'a/b/deep/er.py', 'a/b/lib.py', 'a/b/new.py', 'a/f']);
  rmSync(join(inner.path, '.git'));
  for (const name of ['lib.py', 'deep', 'new.py']) rmSync(join(inner.path, name), { recursive: true });
  t.match((await take()).nested, [
    { path: 'a', stored: false, left: 'published' },
    { path: 'a/b', stored: false, left: 'empty' },
  ]);
});

t.test('what looks like a submodule and is none is stored all the same', async t => {
  const { on, take, paths } = await sourceBench(t, { files: { a: '1' } });
  const sub = addSubmodule(t, on, 'lib');
  const stored = async (why: string, commit?: string) => {
    const source = await take();
    t.match(source.nested, [{ path: 'lib', stored: true, ...(commit === undefined ? {} : { commit }) }], why);
    t.same(paths(source).slice(-2), ['lib/deep/er.py', 'lib/lib.py'], why);
    t.same([source.omitted, source.stable], [[], true], why);
    return source;
  };
  const commit = sub.git('rev-parse', 'HEAD');
  sub.git('remote', 'remove', 'origin');
  await stored('without a remote', commit);
  on.git('rm', '-q', '--cached', 'lib');
  t.match((await stored('taken out of the index', commit)).nested, [{ kind: 'repository' }]);
  on.git('reset', '-q');
  on.write('.git/modules/lib/HEAD', 'no HEAD');
  await stored('broken');
  on.write('lib/.git', 'gitdir: nowhere');
  await stored('leading nowhere');
  unlinkSync(join(sub.path, '.git'));
  await stored('without .git');
});

t.test('a commit that no .gitmodules names cannot be fetched, and is stored', async t => {
  const { on, take } = await sourceBench(t);
  addSubmodule(t, on, 'lib');
  on.git('rm', '-q', '--cached', '.gitmodules');
  unlinkSync(join(on.path, '.gitmodules'));
  t.match((await take()).nested, [{ path: 'lib', kind: 'submodule', stored: true }]);
});

t.test('edits that the submodule hides, and bytes it converts, count', async t => {
  const { on, take, content } = await sourceBench(t);
  const sub = addSubmodule(t, on, 'lib', {
    files: { a: '1\n', '.gitattributes': '*.txt text\n', 'b.txt': 'x\n' },
  });
  t.match((await take()).nested, [{ stored: false, left: 'published' }]);
  sub.git('update-index', '--assume-unchanged', 'a');
  on.write('lib/a', 'hidden\n');
  const hidden = await take();
  t.match(hidden.nested, [{ stored: true }]);
  t.equal(content(hidden, 'lib/a'), 'hidden');
  on.write('lib/a', '1\n');
  sub.git('update-index', '--no-assume-unchanged', 'a');
  on.write('lib/b.txt', 'x\r\n');
  sub.git('add', 'b.txt');
  t.equal(sub.git('status', '--porcelain'), '', 'clean, to Git');
  const converted = await take();
  t.match(converted.nested, [{ stored: true }]);
  t.match(converted.raw, [{ path: 'lib/b.txt', size: 3 }]);
});

t.test('a repository that is not tracked is stored, with those inside it', async t => {
  const { on, take, paths } = await sourceBench(t, { files: { a: '1' } });
  const git = nestRepository(on, 'vendor/tool', { 'x.py': '1' });
  nestRepository(on, 'vendor/tool/inner', { 'y.py': '1', '.env': 'TOKEN=x' });
  on.write('vendor/tool/.npmrc', 'secret');
  on.git('init', '-q', 'unborn');
  on.write('unborn/z.py', '1');
  on.git('init', '-q', 'bare');
  const source = await take();
  t.same(paths(source), [
    'a',
    'unborn/z.py',
    'vendor/tool/inner/.env',
    'vendor/tool/inner/y.py',
    'vendor/tool/x.py',
  ]);
  t.match(source.nested, [
    { path: 'bare', kind: 'repository', stored: true, files: 0 },
    { path: 'unborn', kind: 'repository', stored: true, files: 1 },
    { path: 'vendor/tool', kind: 'repository', commit: git('rev-parse', 'HEAD'), stored: true },
    { path: 'vendor/tool/inner', kind: 'repository', stored: true, files: 2 },
  ]);
  t.notOk('commit' in (source.nested?.[1] ?? {}));
  t.match(source.omitted, [{ path: 'vendor/tool/.npmrc', reason: 'credential' }], 'but for those it tracks');
});

t.test('one that is too large is left out by name, with its size', async t => {
  const { on, take, paths } = await sourceBench(t, { files: { a: '1' } });
  nestRepository(
    on,
    'data',
    Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`f${n}`, 'x'.repeat(10)])),
  );
  nestRepository(on, 'small', { f: '1', large: 'x'.repeat(11) });
  const source = await take({}, { sizeLimit: 10 });
  t.same(paths(source), ['a', 'small/f']);
  t.match(source.nested, [
    { path: 'data', stored: false, left: 'omitted', files: 11, bytes: 110 },
    { path: 'small', stored: true },
  ]);
  t.match(source.omitted, [
    { path: 'small/large', reason: 'too-large', size: 11, sha256: /^[0-9a-f]{64}$/ },
    { path: 'data', reason: 'nested-repository', size: 110 },
  ]);
});

t.test('an empty directory, a file and nothing at all in its place are what they are', async t => {
  const { on, take, content } = await sourceBench(t);
  const sub = addSubmodule(t, on, 'lib');
  const commit = sub.git('rev-parse', 'HEAD');
  on.git('submodule', '--quiet', 'deinit', '-f', 'lib');
  mkdirSync(sub.path, { recursive: true });
  const empty = await take();
  t.same(empty.nested, [
    { path: 'lib', kind: 'submodule', commit, stored: false, left: 'empty', dirty: false },
  ]);
  t.equal(empty.commit, on.git('rev-parse', 'HEAD'));
  rmSync(sub.path, { recursive: true });
  const gone = await take();
  t.match(gone, { deleted: 1, nested: undefined });
  t.equal(on.git('ls-tree', gone.commit, 'lib'), '');
  writeFileSync(sub.path, 'a file now\n');
  const file = await take();
  t.match(file, { modified: 1, nested: undefined });
  t.equal(content(file, 'lib'), 'a file now');
});

t.test('unmerged submodules are stored, and said', async t => {
  const { on, take } = await sourceBench(t);
  const sub = addSubmodule(t, on, 'lib');
  const oid = sub.git('rev-parse', 'HEAD');
  const stages = [1, 2, 3].map(stage => `160000 ${oid.replace(/^./, String(stage))} ${stage}\tlib`);
  on.git('rm', '-q', '--cached', 'lib');
  on.write('stages', `${stages.join('\n')}\n`);
  on.git('-c', 'alias.feed=!git update-index --index-info <stages', 'feed');
  t.match(await take(), { unmerged: true, nested: [{ path: 'lib', stored: true }] });
});

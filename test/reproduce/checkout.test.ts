import { chmodSync, copyFileSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { checkoutSource } from '../../src/reproduce/checkout.ts';
import { dirtyTree } from '../support/dirty-tree.ts';
import { openedRepository, recordRun } from '../support/recorded-run.ts';
import { addSubmodule } from '../support/submodules.ts';
import { gitIn, snapshotOf } from '../support/temporary-repository.ts';
import { treeOf } from '../support/tree-of.ts';

t.test('a dirty tree comes back byte for byte and mode for mode', async t => {
  const opened = await dirtyTree(t);
  const { path, home, env, git, repository, canary } = opened;
  git('stash', 'list');
  const { run } = await recordRun(opened, ['true']);
  const { ignored: _, ...then } = treeOf(path);
  const before = snapshotOf(path);
  const place = join(home, 'out');
  await checkoutSource({ repository, commit: run.source.commit, path: place, source: run.source });
  t.same(treeOf(place), then);
  t.same(snapshotOf(path), before, 'nothing of the user is touched');
  t.equal(gitIn(place, env, ['rev-parse', 'HEAD']), run.source.commit);
  t.notOk(existsSync(canary), 'no hook and no filter is run');
  t.equal(gitIn(place, env, ['status', '--porcelain']), '', 'Git finds nothing changed');
});

t.test('unedited files come back with the bytes that lay there, whatever Git converts', async t => {
  const opened = await openedRepository(t, {
    files: {
      '.gitattributes': '*.txt text\n*.c ident\n*.up filter=up\n*.u16 working-tree-encoding=UTF-16LE\n',
      'dos.txt': 'a\r\nb\r\n',
      'unix.txt': 'a\n',
      'd/a.c': '$Id: 0123 $\n',
      'run.up*': 'abc\n',
      't.u16': Buffer.from('ab', 'utf16le'),
    },
    config: { 'filter.up.clean': 'tr a-z A-Z' },
  });
  const { path, home, git, repository } = opened;
  t.equal(git('status', '--porcelain'), '');
  const then = treeOf(path);
  const { run } = await recordRun(opened, ['true']);
  t.equal(run.source.commit, git('rev-parse', 'HEAD'), 'it is HEAD all the same');
  for (const name of Object.keys(then)) rmSync(join(path, name));
  const place = join(home, 'out');
  await checkoutSource({ repository, commit: run.source.commit, path: place, source: run.source });
  t.same(treeOf(place), then);
});

t.test('a plain commit needs no account of a run', async t => {
  const { home, git, repository } = await openedRepository(t, { files: { a: '1', 'b/c*': '2' } });
  const place = join(home, 'out');
  const { written } = await checkoutSource({ repository, commit: git('rev-parse', 'HEAD'), path: place });
  t.same(treeOf(place), { a: '644 1', 'b/c': '755 2' });
  t.same(written, { files: 2, bytes: 2 });
});

t.test('submodules that are not to be had become empty directories, and are told', async t => {
  const { home, git, repository } = await openedRepository(t, { files: { a: '1' } });
  const oid = git('rev-parse', 'HEAD');
  git('update-index', '--add', '--cacheinfo', `160000,${oid},deep/sub`);
  git('commit', '-q', '-m', 'more');
  const place = join(home, 'out');
  const laid = await checkoutSource({ repository, commit: git('rev-parse', 'HEAD'), path: place });
  t.ok(lstatSync(join(place, 'deep/sub')).isDirectory());
  t.same([laid.filled, laid.missing], [[], [{ path: 'deep/sub', oid }]]);
});

t.test('a submodule is filled with the bytes of its commit, for runs of one’s own alone', async t => {
  const opened = await openedRepository(t);
  const { path, home, env, repository } = opened;
  const sub = addSubmodule(t, opened, 'lib', {
    files: { '.gitattributes': '*.up filter=up\n', 'a*': '1', 'x.up': 'X', 'd/ü': '2' },
    config: { 'core.autocrlf': 'false' },
  });
  const canary = join(home, 'canary');
  sub.git('config', 'filter.up.smudge', `touch '${canary}'; cat`);
  const { run } = await recordRun(opened, ['true']);
  t.match(run.source.nested, [{ path: 'lib', stored: true }], 'a filter may do anything');
  rmSync(join(sub.path, '.gitattributes'));
  sub.git('commit', '-q', '-am', 'no filter');
  sub.git('push', '-q', 'origin', 'HEAD:refs/heads/plain');
  opened.git('commit', '-q', '-am', 'no filter');
  const plain = (await recordRun(opened, ['true'])).run.source;
  t.match(plain.nested, [{ path: 'lib', stored: false, left: 'published' }]);
  const then = treeOf(path);
  for (const name of ['a', 'x.up', 'd']) rmSync(join(sub.path, name), { recursive: true });
  const request = { repository, commit: plain.commit, source: plain };
  const laid = await checkoutSource({ ...request, path: join(home, 'out') });
  t.same(treeOf(join(home, 'out')), then);
  t.same([laid.filled.length, laid.missing], [1, []]);
  t.notOk(existsSync(canary), 'no filter is run');
  t.equal(gitIn(join(home, 'out'), env, ['status', '--porcelain']), '');
  rmSync(sub.path, { recursive: true });
  t.match(
    await checkoutSource({ ...request, path: join(home, 'kept') }),
    { missing: [] },
    'Git keeps a clone',
  );
  t.same(treeOf(join(home, 'kept')), then);
  const stranger = await checkoutSource({ ...request, path: join(home, 'strange'), links: 'inside' });
  t.same([stranger.filled, stranger.missing], [[], [{ path: 'lib', oid: plain.nested?.[0]?.commit }]]);
  t.same(readdirSync(join(home, 'strange/lib')), []);
});

t.test('a clone that lacks objects costs the submodule, and nothing else', async t => {
  const opened = await openedRepository(t, { files: { a: '1' } });
  const { path, home, repository } = opened;
  const sub = addSubmodule(t, opened, 'lib');
  const { run } = await recordRun(opened, ['true']);
  const blob = sub.git('rev-parse', 'HEAD:lib.py');
  rmSync(join(path, '.git/modules/lib/objects', blob.replace(/^../, '$&/')), { force: true });
  const request = { repository, commit: run.source.commit, source: run.source };
  const laid = await checkoutSource({ ...request, path: join(home, 'out') });
  t.match(laid, { filled: [], missing: [{ path: 'lib' }] });
  t.same(Object.keys(treeOf(join(home, 'out'))), ['.gitmodules', 'a']);
});

t.test('what fails half-way leaves nothing behind', async t => {
  const { path, home, git, repository } = await openedRepository(t, {
    files: { a: 'first', b: 'the victim', c: 'the other' },
  });
  const object = (name: string) =>
    join(path, '.git/objects', git('rev-parse', `HEAD:${name}`).replace(/^../, '$&/'));
  chmodSync(object('b'), 0o644);
  copyFileSync(object('c'), object('b'));
  const place = join(home, 'out');
  const commit = git('rev-parse', 'HEAD');
  await t.rejects(checkoutSource({ repository, commit, path: place }), {
    name: 'DigestMismatchError',
    data: { path: 'b' },
  });
  t.same(readdirSync(home), []);
  t.equal(git('worktree', 'list', '--porcelain').match(/^worktree/gm)?.length, 1);
});

t.test("a stranger's link out of the directory is refused, one's own is made", async t => {
  const { home, git, repository, write } = await openedRepository(t);
  const oid = git('hash-object', '-w', write('target', '/etc/passwd'));
  git('update-index', '--add', '--cacheinfo', `120000,${oid},link`);
  git('commit', '-q', '-m', 'link');
  const request = { repository, commit: git('rev-parse', 'HEAD'), path: join(home, 'out') };
  await t.rejects(checkoutSource({ ...request, links: 'inside' }), { name: 'UnsafePathError' });
  t.notOk(existsSync(request.path));
  await checkoutSource(request);
  t.same(treeOf(request.path), { link: '-> /etc/passwd' });
});

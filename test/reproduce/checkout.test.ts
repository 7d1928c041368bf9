import { chmodSync, copyFileSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { checkoutSource } from '../../src/reproduce/checkout.ts';
import { dirtyTree } from '../support/dirty-tree.ts';
import { openedRepository, recordRun } from '../support/recorded-run.ts';
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
  const written = await checkoutSource({ repository, commit: git('rev-parse', 'HEAD'), path: place });
  t.same(treeOf(place), { a: '644 1', 'b/c': '755 2' });
  t.same(written, { files: 2, bytes: 2 });
});

t.test('submodules become empty directories', async t => {
  const { home, git, repository } = await openedRepository(t, { files: { a: '1' } });
  git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},deep/sub`);
  git('commit', '-q', '-m', 'more');
  const place = join(home, 'out');
  await checkoutSource({ repository, commit: git('rev-parse', 'HEAD'), path: place });
  t.ok(lstatSync(join(place, 'deep/sub')).isDirectory());
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

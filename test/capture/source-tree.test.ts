import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { SourceRequest } from '../../src/capture/source-tree.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { sourceBench } from '../support/source-bench.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('a clean tree is HEAD itself', async t => {
  const { on, take } = await sourceBench(t, { files: { 'train.py': 'x\n' } });
  const source = await take();
  const head = on.git('rev-parse', 'HEAD');
  t.same(source, {
    commit: head,
    tree: on.git('rev-parse', 'HEAD^{tree}'),
    head,
    branch: 'main',
    modified: 0,
    added: 0,
    deleted: 0,
    omitted: [],
    raw: [],
    stable: true,
    unmerged: false,
  });
  t.equal(on.git('rev-parse', 'refs/run-live/0'), head, 'it is kept');
});

t.test('all that differs from HEAD is in the source, staged or not', async t => {
  const { on, take, content, paths } = await sourceBench(t, {
    files: {
      'edited.py': '1\n',
      'staged.py': '1\n',
      'both.py': '1\n',
      'gone.py': '1\n',
      'staged-gone.py': '1\n',
      'mode.sh': '#!\n',
      'was-file': '1\n',
      'was-dir/x': '1\n',
      'was-dir-is-link/x': '1\n',
      'kept/x': '1\n',
      '.gitignore': '*.log\n',
    },
  });
  on.write('kept/x', 'stashed\n');
  on.git('stash', 'push', '-q');
  on.write('edited.py', '2\n');
  on.write('staged.py', '2\n');
  on.write('both.py', '2\n');
  on.git('add', 'staged.py', 'both.py');
  on.write('both.py', '3\n');
  unlinkSync(join(on.path, 'gone.py'));
  on.git('rm', '-q', 'staged-gone.py');
  chmodSync(join(on.path, 'mode.sh'), 0o755);
  unlinkSync(join(on.path, 'was-file'));
  on.write('was-file/x', 'now a directory\n');
  rmSync(join(on.path, 'was-dir'), { recursive: true });
  on.write('was-dir', 'now a file\n');
  rmSync(join(on.path, 'was-dir-is-link'), { recursive: true });
  symlinkSync('kept', join(on.path, 'was-dir-is-link'));
  on.write('new/deep/a b.py', 'new\n');
  on.write('новый "q"\n.py', 'odd\n');
  writeFileSync(Buffer.concat([Buffer.from(`${on.path}/`), Buffer.from([0xff, 0x2e, 0x78])]), 'bytes\n');
  symlinkSync('nowhere', join(on.path, 'link'));
  on.write('ignored.log', 'x\n');
  const before = snapshotOf(on.path);

  const source = await take();

  t.same(snapshotOf(on.path), before, 'nothing of the user’s is touched');
  t.match(source, { modified: 4, added: 7, deleted: 5, omitted: [], raw: [], stable: true });
  t.equal(content(source, 'edited.py'), '2');
  t.equal(content(source, 'staged.py'), '2');
  t.equal(content(source, 'both.py'), '3', 'what lies there runs, not what is staged');
  t.equal(content(source, 'was-file/x'), 'now a directory');
  t.equal(content(source, 'was-dir'), 'now a file');
  t.equal(content(source, 'новый "q"\n.py'), 'odd');
  const modes = on.git(
    'ls-tree',
    '--format=%(objectmode) %(path)',
    source.commit,
    'mode.sh',
    'link',
    'was-dir-is-link',
  );
  t.equal(modes, '120000 link\n100755 mode.sh\n120000 was-dir-is-link');
  t.equal(content(source, 'link'), 'nowhere');
  const all = paths(source);
  for (const path of ['gone.py', 'staged-gone.py', 'ignored.log']) t.notOk(all.includes(path), path);
  t.ok(all.includes('new/deep/a b.py'));
  t.equal(on.git('rev-parse', `${source.commit}^`), on.git('rev-parse', 'HEAD'));
  t.equal(on.git('rev-parse', `${source.commit}^{tree}`), source.tree);
  on.git('worktree', 'add', '-q', '--detach', join(on.home, 'again'), source.commit);
  t.equal(on.git('-C', join(on.home, 'again'), 'status', '--porcelain'), '', 'it can be checked out');
  t.equal(on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
});

t.test('before the first commit the source has no parent', async t => {
  const { on, take, paths } = await sourceBench(t, { files: { 'a.py': '1\n' }, commit: false });
  on.git('add', 'a.py');
  on.write('b.py', '2\n');
  const source = await take();
  t.equal(source.head, undefined);
  t.equal(source.branch, 'main');
  t.same(paths(source), ['a.py', 'b.py']);
  t.equal(on.git('rev-parse', `${source.commit}^@`), '');
  t.equal(on.git('status', '--porcelain'), 'A  a.py\n?? b.py');
});

t.test('an empty work tree before the first commit is a source too', async t => {
  const { take, on } = await sourceBench(t, { commit: false });
  const source = await take();
  t.equal(on.git('ls-tree', '-r', source.commit), '');
  t.equal(source.tree, '4b825dc642cb6eb9a060e54bf8d69288fbee4904');
});

t.test('sharing a run publishes nothing that was not pushed', async t => {
  const { on, take, content } = await sourceBench(t, { files: { 'a.py': '1\n' } });
  const remote = temporaryDirectory(t);
  on.git('init', '-q', '--bare', remote);
  on.git('remote', 'add', 'origin', remote);
  on.git('push', '-q', 'origin', 'main');
  const pushed = on.git('rev-parse', 'HEAD');
  t.equal((await take({}, { remote: 'origin' })).commit, pushed, 'what is pushed is the source itself');

  on.write('a.py', 'secret\n');
  on.git('commit', '-qam', 'unpushed');
  const unpushed = on.git('rev-parse', 'HEAD');
  const clean = await take({}, { remote: 'origin' });
  t.equal(content(clean, 'a.py'), 'secret');
  t.equal(clean.head, unpushed);
  t.equal(clean.tree, on.git('rev-parse', 'HEAD^{tree}'));
  t.equal(on.git('rev-list', clean.commit), `${clean.commit}\n${pushed}`);

  on.write('a.py', 'edited\n');
  on.write('b.py', 'new\n');
  const dirty = await take({}, { remote: 'origin' });
  t.equal(content(dirty, 'a.py'), 'edited');
  t.equal(on.git('rev-list', dirty.commit), `${dirty.commit}\n${pushed}`);
  t.match(dirty, { modified: 1, added: 1 });

  const nothing = await take({}, { remote: 'other' });
  t.equal(
    on.git('rev-parse', `${nothing.commit}^@`),
    '',
    'of a remote with nothing in common there is no parent',
  );
  t.equal(content(nothing, 'b.py'), 'new');
});

t.test('what has been checked out to run again is its own source', async t => {
  const { on, take } = await sourceBench(t, { files: { 'a.py': '1\n' } });
  const again = await take({ headIsSource: true }, { remote: 'origin' });
  t.equal(again.commit, on.git('rev-parse', 'HEAD'));
  on.git('checkout', '-q', '--detach');
  t.equal((await take()).branch, undefined);
});

t.test('outputs and what .gitrunignore names are left out without a word', async t => {
  const { on, take, paths } = await sourceBench(t, { files: { 'tracked.pt': '1' } });
  on.write('.gitrunignore', '*.tmp\n/scratch/\n');
  for (const path of [
    'out/a/model.pt',
    'best.pt',
    'x.tmp',
    'scratch/y',
    'named/z',
    'deep/scratch/y',
    'earlier.csv',
  ])
    on.write(path, 'x');
  on.write('tracked.pt', '2');
  writeFileSync(join(on.path, '.git/git-run/outputs'), 'earlier.csv\0gone.csv\0');
  const source = await take({}, { outputs: ['out/**', '*.pt', 'named'] });
  t.same(paths(source), ['.gitrunignore', 'deep/scratch/y', 'tracked.pt']);
  t.same([source.omitted, source.stable], [[], true]);
});

t.test('credentials are left out and said, files over the limit are known by their digest', async t => {
  const { on, take, paths } = await sourceBench(t, { files: { 'published.pem': '1' } });
  on.write('.env', 'TOKEN=x');
  on.write('.env.example', 'TOKEN=');
  on.write('published.pem', '2');
  on.write('data.bin', 'd'.repeat(101));
  on.write('edge.bin', 'd'.repeat(100));
  const source = await take({}, { sizeLimit: 100 });
  t.same(paths(source), ['.env.example', 'edge.bin', 'published.pem']);
  t.same(source.omitted, [
    { path: '.env', reason: 'credential', size: 7 },
    {
      path: 'data.bin',
      reason: 'too-large',
      size: 101,
      sha256: createHash('sha256').update('d'.repeat(101)).digest('hex'),
    },
  ]);
});

t.test('bytes that Git would not give back are kept', async t => {
  const { on, take, content } = await sourceBench(t, {
    files: { '.gitattributes': '*.txt text eol=lf\n*.up filter=up\n', 'a.txt': 'a\n' },
    config: { 'filter.up.clean': 'tr a-z A-Z', 'filter.up.smudge': 'cat' },
  });
  on.write('a.txt', 'one\r\ntwo\r\n');
  on.write('b.up', 'abc\n');
  const source = await take();
  t.equal(content(source, 'a.txt'), 'one\ntwo');
  t.equal(content(source, 'b.up'), 'ABC');
  t.match(source.raw, [
    { path: 'a.txt', size: 10 },
    { path: 'b.up', size: 4, sha256: createHash('sha256').update('abc\n').digest('hex') },
  ]);
  t.equal(on.git('cat-file', 'blob', source.raw[1]?.oid as string), 'abc');
});

t.test('edits that Git was told not to see are in the source, and said', async t => {
  const { on, take, content, paths } = await sourceBench(t, {
    files: { 'a.py': '1\n', 'b.py': '1\n', 'c.py': '1\n', 'gone.py': '1\n' },
  });
  on.git('update-index', '--assume-unchanged', 'a.py', 'c.py', 'gone.py');
  on.git('update-index', '--skip-worktree', 'b.py');
  on.write('a.py', '2\n');
  on.write('b.py', '3\n');
  unlinkSync(join(on.path, 'gone.py'));
  const before = snapshotOf(on.path);
  const source = await take();
  t.same(snapshotOf(on.path), before, 'nothing of the user’s is touched');
  t.same([content(source, 'a.py'), content(source, 'b.py')], ['2', '3']);
  t.same(paths(source), ['a.py', 'b.py', 'c.py']);
  t.match(source, { modified: 2, deleted: 1, hidden: ['a.py', 'b.py', 'gone.py'], stable: true });
});

t.test('a merge in progress is noted, and the markers are the content', async t => {
  const { on, take, content } = await sourceBench(t, { files: { 'a.py': '1\n' } });
  on.git('checkout', '-qb', 'other');
  on.write('a.py', '2\n');
  on.git('commit', '-qam', 'other');
  on.git('checkout', '-q', 'main');
  on.write('a.py', '3\n');
  on.git('commit', '-qam', 'main');
  t.throws(() => on.git('merge', '-q', 'other'));
  const source = await take();
  t.equal(source.unmerged, true);
  t.match(content(source, 'a.py'), /<<<<<<< HEAD/);
});

t.test('a file that is edited while it is read makes the source unstable, an output does not', async t => {
  const { on, repository, take } = await sourceBench(t, { files: { 'a.py': '1\n' } });
  on.write('a.py', '2\n');
  on.write('out.csv', '1\n');
  const meddling = (path: string): Partial<SourceRequest> => ({
    repository: {
      ...repository,
      objects: {
        ...repository.objects,
        store: async paths => {
          const ids = await repository.objects.store(paths);
          on.write(path, 'changed meanwhile\n');
          return ids;
        },
      },
    },
  });
  t.equal((await take(meddling('out.csv'), { outputs: ['out.csv'] })).stable, true);
  t.equal((await take(meddling('a.py'))).stable, false);
});

t.test('a file that vanishes while it is read is left out, and makes the source unstable', async t => {
  const { on, repository, take, paths } = await sourceBench(t);
  on.write('a.py', '1\n');
  on.write('b.py', '2\n');
  on.write('big.bin', '3'.repeat(50));
  const source = await take(
    {
      repository: {
        ...repository,
        worktree: {
          ...repository.worktree,
          storeFiltered: async files => {
            for (const path of ['a.py', 'big.bin']) unlinkSync(join(on.path, path));
            return repository.worktree.storeFiltered(files);
          },
        },
      },
    },
    { sizeLimit: 20 },
  );
  t.equal(source.stable, false);
  t.same(paths(source), ['b.py']);
  t.same(source.omitted, [{ path: 'big.bin', reason: 'too-large', size: 50 }]);
});

t.test('special files and links to nowhere do no harm', async t => {
  const { on, take } = await sourceBench(t);
  execFileSync('mkfifo', [join(on.path, 'pipe')]);
  symlinkSync('/nowhere/at/all', join(on.path, 'dangling'));
  const source = await take();
  t.match(source, { added: 1, stable: true });
});

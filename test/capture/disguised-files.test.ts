import { createHash } from 'node:crypto';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { disguisedFiles, findSuspects } from '../../src/capture/disguised-files.ts';
import { openRepository } from '../../src/git/open.ts';
import {
  gitIn,
  type RepositoryOptions,
  temporaryDirectory,
  temporaryRepository,
} from '../support/temporary-repository.ts';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

async function bench(t: Test, options: RepositoryOptions) {
  const on = temporaryRepository(t, options);
  const repository = await openRepository(on.path, { ...on.env });
  t.teardown(() => repository.close());
  const find = async (sizeLimit = 1000) => {
    const looked = repository.worktree.status();
    const suspects = await findSuspects(repository, looked);
    const named = new Set((await looked).entries.map(({ path }) => path));
    return { named: [...named], ...(await disguisedFiles(repository, { suspects, named, sizeLimit })) };
  };
  return { ...on, repository, find };
}

const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path).sort();

t.test('unedited files whose line ends Git converts are found', async t => {
  const { find, git } = await bench(t, {
    files: { 'dos.txt': 'a\r\nb\r\n', 'unix.txt': 'a\n', 'dos.bin': '\0\r\n' },
    config: { 'core.autocrlf': 'true', 'core.safecrlf': 'false' },
  });
  const { named, raw, omitted } = await find();
  t.same([named, omitted], [[], []], 'Git calls them clean');
  t.same(raw, [
    {
      path: 'dos.txt',
      oid: git('hash-object', '--no-filters', 'dos.txt'),
      sha256: sha256('a\r\nb\r\n'),
      size: 6,
    },
  ]);
  t.equal(git('cat-file', '-s', raw[0]?.oid as string), '6', 'they are stored');
});

t.test('so are idents, encodings and content filters, also where the length is the same', async t => {
  const utf16 = Buffer.from('ab', 'utf16le');
  const { find, git, write } = await bench(t, {
    files: {
      '.gitattributes': '*.c ident\n*.up filter=up\n*.u16 working-tree-encoding=UTF-16LE\n',
      'a.c': '$Id: 0123 $\n',
      'plain.c': 'x\n',
      'same.up': 'abc\n',
      'none.up': 'ABC\n',
      't.u16': utf16,
      'other.txt': 'a\r\n',
    },
    config: { 'filter.up.clean': 'tr a-z A-Z' },
  });
  t.same(paths((await find()).raw), ['a.c', 'same.up', 't.u16']);
  write('same.up', 'edited\n');
  const { named, raw } = await find();
  t.same([named, paths(raw)], [['same.up'], ['a.c', 't.u16']], 'an edited one is stored as such');
  t.equal(git('status', '--porcelain'), ' M same.up');
});

t.test(
  'content that LFS keeps is stored up to the limit, above it HEAD’s digest tells which it was',
  async t => {
    const pointer = (content: string) =>
      `version https://git-lfs.github.com/spec/v1\\noid sha256:${sha256(content)}\\nsize ${content.length}\\n`;
    const [small, large] = ['s'.repeat(50), 'l'.repeat(200)];
    const { find } = await bench(t, {
      files: { '.gitattributes': '*.pt filter=lfs -text\n', 'small.pt': small, 'large.pt': large },
      config: {
        'filter.lfs.clean': `sh -c 'if test $(wc -c) -gt 100; then printf "${pointer(large)}"; else printf "${pointer(small)}"; fi'`,
      },
    });
    const { named, raw, omitted } = await find(100);
    t.same(named, []);
    t.match(raw, [{ path: 'small.pt', size: 50, sha256: sha256(small) }]);
    t.same(omitted, [{ path: 'large.pt', reason: 'filtered', size: 200, sha256: sha256(large) }]);
  },
);

t.test('rules that are not tracked count too, links and missing files do not', async t => {
  const { find, git, path, write } = await bench(t, { files: { 'd/a.txt': 'a\n', 'd/gone.txt': 'a\n' } });
  symlinkSync('a.txt', join(path, 'd/link.txt'));
  git('add', '.');
  git('commit', '-qm', 'link');
  t.same((await find()).raw, []);
  write('d/.gitattributes', '*.txt text\n');
  write('d/a.txt', 'a\r\n');
  git('add', 'd/a.txt');
  rmSync(join(path, 'd/gone.txt'));
  const { named, raw } = await find();
  t.same(named.sort(), ['d/.gitattributes', 'd/gone.txt']);
  t.same(paths(raw), ['d/a.txt']);
});

t.test('where nothing can be converted nothing is looked at twice', async t => {
  const { repository } = await bench(t, { files: { a: '1\r\n' } });
  const refuse = async () => t.fail('not needed') as never;
  const strict = {
    ...repository,
    objects: { ...repository.objects, read: refuse, files: refuse },
    worktree: { ...repository.worktree, convertible: refuse },
  };
  const suspects = await findSuspects(strict, repository.worktree.status());
  t.same(suspects, {
    hidden: [],
    gitlinks: [],
    sparse: 0,
    convertible: [],
    reconverted: false,
    inHead: new Map(),
  });
});

t.test('before the first commit there is nothing to differ from', async t => {
  const { find } = await bench(t, { files: { '.gitattributes': '* text\n', a: '1\r\n' }, commit: false });
  t.same((await find()).raw, []);
});

t.test('in a partial clone nothing is fetched for a look', async t => {
  const remote = temporaryRepository(t, {
    files: {
      '.gitattributes': '*.txt text\n',
      'here/a.txt': '1\n',
      'there/b.txt': '2\n',
      'here/hidden': '1',
    },
    config: { 'uploadpack.allowFilter': 'true', 'uploadpack.allowAnySHA1InWant': 'true' },
  });
  const path = join(temporaryDirectory(t), 'clone');
  const git = (...args: string[]) => gitIn(remote.home, remote.env, args);
  git('clone', '-q', '--filter=blob:none', '--sparse', `file://${remote.path}`, path);
  git('-C', path, 'sparse-checkout', 'set', 'here');
  git('-C', path, 'update-index', '--assume-unchanged', 'here/hidden');
  const missing = () =>
    git('-C', path, 'rev-list', '--objects', '--missing=print', 'HEAD').match(/^\?/gm)?.length;
  t.equal(missing(), 1);
  const repository = await openRepository(path, { ...remote.env });
  t.teardown(() => repository.close());
  const suspects = await findSuspects(repository, repository.worktree.status({ ownOnly: true }));
  t.match(suspects.inHead.get('here/a.txt'), { mode: '100644', type: 'blob', size: 2 });
  t.match(suspects.inHead.get('here/hidden'), { size: 1 });
  t.equal(missing(), 1);
});

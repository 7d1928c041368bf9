import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type BlobFile, exactFiles, listSource } from '../../src/reproduce/source-files.ts';
import type { ExactFile } from '../../src/reproduce/write-exact.ts';
import { CorruptRecordError, DigestMismatchError } from '../../src/run/errors.ts';
import { type Opened, openedRepository } from '../support/recorded-run.ts';

async function read({ content }: ExactFile): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function listed({ repository, git }: Opened) {
  return listSource(repository, git('rev-parse', 'HEAD'));
}

/** Git itself does not notice: the file is a valid object, only not the one its name says. */
function swap({ path, git }: Opened, victim: string, other: string): void {
  const file = (name: string) => {
    const oid = git('rev-parse', `HEAD:${name}`);
    return join(path, '.git/objects', oid.slice(0, 2), oid.slice(2));
  };
  chmodSync(file(victim), 0o644);
  copyFileSync(file(other), file(victim));
}

t.test('files are listed with their modes, submodules apart', async t => {
  const opened = await openedRepository(t, { files: { a: '1', 'b/run.sh*': '2' } });
  const { git } = opened;
  git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},sub`);
  git('update-index', '--add', '--cacheinfo', `120000,${git('rev-parse', 'HEAD:a')},link`);
  git('commit', '-q', '-m', 'more');
  const { files, submodules } = await listed(opened);
  t.same(
    files.map(({ path, mode, size }) => [path, mode, size]),
    [
      ['a', '644', 1],
      ['b/run.sh', '755', 1],
      ['link', 'symlink', 1],
    ],
  );
  t.same(submodules, [{ path: 'sub', oid: git('rev-parse', 'HEAD~1') }]);
});

t.test('contents come whatever the number, the size and the order of asking', async t => {
  const files = Object.fromEntries(
    Array.from({ length: 150 }, (_, n) => [`many/${n}`, `content ${n % 7} ${'x'.repeat(n)}`]),
  );
  const large = 'y'.repeat((1 << 20) + 1);
  const opened = await openedRepository(t, { files: { ...files, large } });
  const { files: all } = await listed(opened);
  for (const order of [all, [...all].reverse()]) {
    const exact = exactFiles(opened.repository, order);
    for (const file of exact) t.equal(await read(file), file.path === 'large' ? large : files[file.path]);
  }
  const backwards = exactFiles(opened.repository, all).reverse();
  for (const file of backwards) t.equal(await read(file), file.path === 'large' ? large : files[file.path]);
});

for (const objectFormat of ['sha1', 'sha256'] as const)
  t.test(`a blob that was swapped for another valid one is noticed (${objectFormat})`, async t => {
    const opened = await openedRepository(t, {
      objectFormat,
      files: { good: 'good', other: 'evil', large: 'l'.repeat(2 << 20), larger: 'm'.repeat(2 << 20) },
    });
    swap(opened, 'good', 'other');
    swap(opened, 'large', 'larger');
    const { files } = await listed(opened);
    for (const path of ['good', 'large']) {
      const [file] = exactFiles(
        opened.repository,
        files.filter(file => file.path === path),
      );
      const error: unknown = await read(file as ExactFile).catch(caught => caught);
      t.ok(error instanceof DigestMismatchError);
      t.equal((error as DigestMismatchError).data.path, path);
    }
  });

t.test('bytes of their own replace those of the tree', async t => {
  const opened = await openedRepository(t, { files: { 'dos.txt': 'a\n', 'run.sh*': 'b\n' } });
  const { repository, git, write } = opened;
  const bytes = 'a\r\n';
  write('raw', bytes);
  const [oid] = await repository.objects.store(['raw']);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const raw = { path: 'dos.txt', oid: oid as string, sha256, size: 3 };
  const { files } = await listSource(repository, git('rev-parse', 'HEAD'), [raw]);
  const [file] = exactFiles(repository, files);
  t.equal(await read(file as ExactFile), bytes);
  t.match(file, { mode: '644', sha256 });
});

t.test('what a record names must be an object id', async t => {
  const { repository, git } = await openedRepository(t, { files: { a: '1' } });
  for (const commit of ['--output=x', 'HEAD', 'main', ''])
    await t.rejects(listSource(repository, commit), CorruptRecordError);
  const raw = [{ path: 'a', oid: '--filters', sha256: '', size: 1 }];
  await t.rejects(listSource(repository, git('rev-parse', 'HEAD'), raw), CorruptRecordError);
});

t.test('a blob that is not there is told by its path', async t => {
  const { repository } = await openedRepository(t);
  const gone: BlobFile = { path: 'gone', mode: '644', oid: '1'.repeat(40), size: 3 };
  const [file] = exactFiles(repository, [gone]);
  await t.rejects(read(file as ExactFile), { name: 'CorruptRecordError', message: /'gone'/ });
});

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import {
  listDirectory,
  openFile,
  withSpooled,
  writeFileBelow,
} from '../../../src/interop/mlflow/artifact-directory.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

async function* bytes(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const place = () => {
  const root = temporaryDirectory(t);
  const [top, spool] = [join(root, 'artifacts'), join(root, 'spool')];
  for (const directory of [top, spool, join(root, 'outside')]) mkdirSync(directory);
  return { root, top, spool };
};

t.test('a file is written whole, and read and listed as it is', async t => {
  const { top, spool } = place();
  await writeFileBelow(top, 'a/b.txt', { bytes: bytes('x', 'y'), spool });
  await writeFileBelow(top, 'a/b.txt', { bytes: bytes('new'), spool });
  await writeFileBelow(top, 'odd\udcce', { bytes: bytes(), spool });
  t.same(await listDirectory(top, ''), [{ name: 'a' }, { name: 'odd\udcce', size: 0 }]);
  t.same(await listDirectory(top, 'a'), [{ name: 'b.txt', size: 3 }]);
  t.equal(await listDirectory(top, 'a/b.txt'), undefined);
  const found = await openFile(top, 'a/b.txt');
  t.equal(found?.size, 3);
  let text = '';
  for await (const piece of found?.bytes ?? []) text += piece;
  t.equal(text, 'new');
  t.equal(await openFile(top, 'a'), undefined);
  t.same(readdirSync(spool), []);
});

t.test('one that breaks off leaves nothing', async t => {
  const { top, spool } = place();
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('gone');
  }
  await t.rejects(writeFileBelow(top, 'a/b', { bytes: broken(), spool }), { message: 'gone' });
  t.same([readdirSync(top), readdirSync(spool)], [[], []]);
});

t.test('no link is followed, neither of a file nor of a directory', async t => {
  const { root, top, spool } = place();
  writeFileSync(join(root, 'outside/secret'), 'secret');
  symlinkSync(join(root, 'outside'), join(top, 'dir'));
  symlinkSync(join(root, 'outside/secret'), join(top, 'file'));
  t.equal(await openFile(top, 'dir/secret'), undefined);
  t.equal(await openFile(top, 'file'), undefined);
  t.equal(await listDirectory(top, 'dir'), undefined);
  t.same(await listDirectory(top, ''), []);
  await t.rejects(writeFileBelow(top, 'dir/new', { bytes: bytes('x'), spool }), { message: /Invalid path/ });
  await writeFileBelow(top, 'file', { bytes: bytes('mine'), spool });
  t.equal(readFileSync(join(root, 'outside/secret'), 'utf8'), 'secret');
  t.same(readdirSync(join(root, 'outside')), ['secret']);
});

t.test('what would be both a file and a directory is neither', async t => {
  const { top, spool } = place();
  await writeFileBelow(top, 'a', { bytes: bytes('x'), spool });
  await t.rejects(writeFileBelow(top, 'a/b', { bytes: bytes('x'), spool }), {
    message: /both a file and a directory/,
  });
  await writeFileBelow(top, 'd/e', { bytes: bytes('x'), spool });
  await t.rejects(writeFileBelow(top, 'd', { bytes: bytes('x'), spool }), {
    message: /both a file and a directory/,
  });
});

t.test('what is spooled is gone afterwards', async t => {
  const { spool } = place();
  t.equal(
    await withSpooled({ bytes: bytes('a', 'b'), spool }, async file => readFileSync(file, 'utf8')),
    'ab',
  );
  t.same(readdirSync(spool), []);
});

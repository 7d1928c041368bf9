import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import {
  fileId,
  freshen,
  objectId,
  openLoose,
  readLoose,
  writeLoose,
  writeLooseFile,
} from '../../../src/git/embedded/loose-objects.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

function loose(t: Test) {
  const on = temporaryRepository(t);
  const objects = join(on.path, '.git/objects');
  const fileOf = (oid: string) => join(objects, oid.slice(0, 2), oid.slice(2));
  return { ...on, objects, fileOf };
}

t.test('what is written git reads, and what git writes is read', async t => {
  const { objects, git, write, fileOf } = loose(t);
  const oid = await writeLoose(objects, 'blob', Buffer.from('héllo\n'));
  t.equal(git('cat-file', '-p', oid), 'héllo');
  t.equal(statSync(fileOf(oid)).mode & 0o777, 0o444);
  t.equal(oid, git('hash-object', write('a', 'héllo\n')));
  const theirs = git('hash-object', '-w', write('b', '\0'.repeat(100)));
  t.match(readLoose(objects, theirs), { oid: theirs, type: 'blob', content: Buffer.alloc(100) });
  t.match(readLoose(objects, git('rev-parse', 'HEAD')), { type: 'commit' });
  t.equal(readLoose(objects, '1'.repeat(40)), undefined);
  t.equal(await openLoose(objects, '1'.repeat(40)), undefined);
});

t.test('a file is stored streamed, and leaves nothing but its object', async t => {
  const { path, objects, git, write } = loose(t);
  const large = write('large', Buffer.alloc(3_000_000, 'abcdefg'));
  const oid = await writeLooseFile(objects, large);
  t.equal(oid, git('hash-object', large));
  t.equal(await fileId(large, 3_000_000), oid);
  const open = await openLoose(objects, oid as string);
  t.match(open, { type: 'blob', size: 3_000_000 });
  let size = 0;
  for await (const chunk of open?.content ?? []) size += chunk.length;
  t.equal(size, 3_000_000);
  t.equal(await writeLooseFile(objects, join(path, 'none')), undefined);
  t.equal(await writeLooseFile(objects, path), undefined, 'a directory');
  if (process.getuid?.() !== 0) {
    chmodSync(large, 0);
    t.equal(await writeLooseFile(objects, large), undefined, 'unreadable');
  }
  t.equal(await writeLooseFile(objects, write('empty', '')), objectId('blob', Buffer.alloc(0)));
  t.same(
    readdirSync(objects).filter(name => name.startsWith('tmp')),
    [],
  );
  t.equal(git('fsck', '--strict', '--no-dangling'), '');
});

t.test('an object that is there is made new, lest gc removes it', async t => {
  const { objects, fileOf } = loose(t);
  const oid = await writeLoose(objects, 'blob', Buffer.from('x'));
  utimesSync(fileOf(oid), 0, 0);
  await writeLoose(objects, 'blob', Buffer.from('x'));
  t.ok(statSync(fileOf(oid)).mtimeMs > 0);
  t.ok(freshen(objects, oid));
  t.notOk(freshen(objects, '1'.repeat(40)));
});

t.test('an object with other bytes than those of its id is an error', async t => {
  const { objects, fileOf } = loose(t);
  const [one, other] = [await writeLoose(objects, 'blob', Buffer.from('1')), '2'.repeat(40)];
  mkdirSync(join(objects, '22'));
  const { copyFileSync } = await import('node:fs');
  copyFileSync(fileOf(one), fileOf(other));
  t.throws(() => readLoose(objects, other), { code: 'corrupt-record' });
  const third = '3'.repeat(40);
  mkdirSync(join(objects, '33'));
  writeFileSync(fileOf(third), 'no zlib');
  t.throws(() => readLoose(objects, third), { code: 'corrupt-record' });
  await t.rejects(openLoose(objects, third));
  t.ok(existsSync(fileOf(third)));
});

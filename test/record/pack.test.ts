import { createHash } from 'node:crypto';
import { chmodSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import { packFiles } from '../../src/record/pack.ts';
import { pathFromBytes, pathToBytes } from '../../src/run/path.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const on = temporaryRepository(t);
const repository = await openRepository(on.path, { ...on.env });
t.teardown(() => repository.close());
const { objects } = repository;
const directory = t.testdir();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function put(name: string, bytes: Buffer, mode = 0o644): { path: string; file: string; keepMode: boolean } {
  const file = join(directory, name);
  writeFileSync(file, bytes);
  chmodSync(file, mode);
  return { path: `artifacts/${name}`, file, keepMode: true };
}

t.test(
  'small files are held, larger ones are streamed into the store, each with its true digest',
  async t => {
    const small = Buffer.from('small\0');
    const edge = Buffer.alloc(1 << 20, 'e');
    const large = Buffer.alloc((1 << 20) + 1, 'l');
    const { files, problems } = await packFiles(objects, [
      put('small', small),
      put('edge', edge),
      put('large', large),
    ]);
    t.same(problems, []);
    t.match(files, [
      { path: 'artifacts/small', size: 6, sha256: sha256(small), content: small },
      { path: 'artifacts/edge', size: 1 << 20, sha256: sha256(edge) },
      { path: 'artifacts/large', size: large.length, sha256: sha256(large), oid: String },
    ]);
    const [, , stored] = files;
    const [object] = await objects.read([(stored as { oid: string }).oid]);
    t.equal(sha256(object?.content as Buffer), sha256(large));
  },
);

t.test('a name that is not UTF-8 is no hindrance', async t => {
  const name = pathFromBytes(Buffer.from([0x6d, 0xff]));
  for (const size of [3, 2 << 20]) {
    writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), pathToBytes(name)]), Buffer.alloc(size));
    const file = { path: `artifacts/${name}`, file: join(directory, name), keepMode: true };
    t.match(await packFiles(objects, [file]), { problems: [], files: [{ path: file.path, size }] });
  }
});

t.test('the permission to execute is kept of those that have it', async t => {
  const large = Buffer.alloc(2 << 20);
  const packed = await packFiles(objects, [
    put('tool', Buffer.from('#!'), 0o755),
    put('plain', Buffer.from('x')),
    put('large-tool', large, 0o700),
    { ...put('log', Buffer.from('x'), 0o755), keepMode: false },
  ]);
  t.same(Object.fromEntries(packed.files.map(({ path, mode }) => [path, mode])), {
    'artifacts/tool': '755',
    'artifacts/plain': '644',
    'artifacts/log': undefined,
    'artifacts/large-tool': '755',
  });
});

t.test('a file that is gone is a problem of the run, and the others are packed', async t => {
  const small = put('gone-small', Buffer.from('x'));
  const large = put('gone-large', Buffer.alloc(2 << 20));
  const vanishing = {
    ...objects,
    store: async (paths: readonly string[]) => {
      unlinkSync(large.file);
      return objects.store(paths);
    },
  };
  unlinkSync(small.file);
  const { files, problems } = await packFiles(vanishing, [small, large, put('here', Buffer.from('h'))]);
  t.match(files, [{ path: 'artifacts/here' }]);
  t.match(problems, [
    { code: 'not-kept', message: /^artifacts\/gone-small could not be kept: ENOENT/ },
    { code: 'not-kept', message: /^artifacts\/gone-large could not be kept/ },
  ]);
});

t.test('a file that goes as soon as it is stored is kept', async t => {
  const large = put('late', Buffer.alloc(2 << 20, 'x'), 0o755);
  const vanishing = {
    ...objects,
    store: async (paths: readonly string[]) => {
      const ids = await objects.store(paths);
      unlinkSync(large.file);
      return ids;
    },
  };
  t.match(await packFiles(vanishing, [large]), { files: [{ mode: '755', size: 2 << 20 }], problems: [] });
});

t.test('of many small files only some are held at once', async t => {
  const mebibyte = Buffer.alloc(1 << 20, 'm');
  const { files } = await packFiles(
    objects,
    [...Array(18).keys()].map(n => put(`many-${n}`, mebibyte)),
  );
  t.equal(files.filter(file => 'content' in file).length, 16);
  t.ok(files.every(file => file.sha256 === sha256(mebibyte)));
});

t.test('none are none', async t => {
  t.same(await packFiles(objects, []), { files: [], problems: [] });
});

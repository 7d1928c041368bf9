import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { printPointer } from '../../src/git/lfs/pointer.ts';
import { openRepository } from '../../src/git/open.ts';
import { packFiles } from '../../src/record/pack.ts';
import { pathFromBytes, pathToBytes } from '../../src/run/path.ts';
import { temporaryDirectory, temporaryRepository } from '../support/temporary-repository.ts';

const on = temporaryRepository(t);
const repository = await openRepository(on.path, { ...on.env });
t.teardown(() => repository.close());
const { objects } = repository;
const directory = temporaryDirectory(t);
const pack = (files: Parameters<typeof packFiles>[1], stored = objects, largeSize = 10 << 20) =>
  packFiles({ objects: stored, contents: repository.contents }, files, { largeSize });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function put(name: string, bytes: Buffer, mode = 0o644): { path: string; file: string; isArtifact: boolean } {
  const file = join(directory, name);
  writeFileSync(file, bytes);
  chmodSync(file, mode);
  return { path: `artifacts/${name}`, file, isArtifact: true };
}

t.test(
  'small files are held, larger ones are streamed into the store, each with its true digest',
  async t => {
    const small = Buffer.from('small\0');
    const edge = Buffer.alloc(1 << 20, 'e');
    const large = Buffer.alloc((1 << 20) + 1, 'l');
    const { files, problems } = await pack([put('small', small), put('edge', edge), put('large', large)]);
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
    const file = { path: `artifacts/${name}`, file: join(directory, name), isArtifact: true };
    t.match(await pack([file]), { problems: [], files: [{ path: file.path, size }] });
  }
});

t.test('the permission to execute is kept of those that have it', async t => {
  const large = Buffer.alloc(2 << 20);
  const packed = await pack([
    put('tool', Buffer.from('#!'), 0o755),
    put('plain', Buffer.from('x')),
    put('large-tool', large, 0o700),
    { ...put('log', Buffer.from('x'), 0o755), isArtifact: false },
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
  const { files, problems } = await pack([small, large, put('here', Buffer.from('h'))], vanishing);
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
  t.match(await pack([large], vanishing), { files: [{ mode: '755', size: 2 << 20 }], problems: [] });
});

t.test('of many small files only some are held at once', async t => {
  const mebibyte = Buffer.alloc(1 << 20, 'm');
  const { files } = await pack([...Array(18).keys()].map(n => put(`many-${n}`, mebibyte)));
  t.equal(files.filter(file => 'content' in file).length, 16);
  t.ok(files.every(file => file.sha256 === sha256(mebibyte)));
});

t.test('an artifact beyond the threshold is a pointer in the run, and whole in this clone', async t => {
  const [edge, beyond] = [Buffer.alloc(4096, 'e'), randomBytes(4097)];
  const log = { ...put('long-log', beyond), isArtifact: false };
  const files = [put('at-the-edge', edge), put('beyond', beyond, 0o755), log];
  const packed = await pack(files, objects, 4096);
  t.same(packed.problems, []);
  const [first, second, third] = packed.files;
  t.same([first?.pointer, third?.pointer], [undefined, undefined]);
  const content = { sha256: sha256(beyond), size: 4097 };
  t.match(second, { ...content, mode: '755', pointer: true, content: Buffer.from(printPointer(content)) });
  t.same(readFileSync((await repository.contents.find(content)) as string), beyond);
});

t.test('a file that looks like a pointer is a file like any other', async t => {
  const fake = Buffer.from(printPointer({ sha256: 'a'.repeat(64), size: 1 }));
  const { files } = await pack([put('fake', fake)]);
  t.match(files, [{ content: fake, sha256: sha256(fake), pointer: undefined }]);
});

t.test('what there is no room for is a problem of the run, and the others are packed', async t => {
  const full = async () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const { contents } = repository;
  const files = [put('huge', Buffer.alloc(100)), put('little', Buffer.from('l'))];
  const packed = await packFiles({ objects, contents: { ...contents, put: full } }, files, { largeSize: 10 });
  t.match(packed.files, [{ path: 'artifacts/little' }]);
  t.match(packed.problems, [{ code: 'not-kept', message: /^artifacts\/huge could not be kept: ENOSPC/ }]);
});

t.test('none are none', async t => {
  t.same(await pack([]), { files: [], problems: [] });
});

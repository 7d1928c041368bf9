import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { type ExactFile, writeExact } from '../../src/reproduce/write-exact.ts';
import { pathFromBytes } from '../../src/run/path.ts';

function file(path: string, text: string | Buffer, more: Partial<ExactFile> = {}): ExactFile {
  async function* content(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    const half = bytes.length >> 1;
    yield bytes.subarray(0, half);
    yield bytes.subarray(half);
  }
  return { path, mode: '644', content: content(), ...more };
}

function link(path: string, target: string | Buffer): ExactFile {
  return file(path, target, { mode: 'symlink' });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A directory `root` with a neighbour that nothing may touch. */
function place(t: Test): { readonly root: string; readonly outside: string } {
  const top = t.testdir({ root: {}, outside: { kept: 'kept' } });
  return { root: join(top, 'root'), outside: join(top, 'outside') };
}

t.test('files, directories, modes and links are made exactly', async t => {
  const { root } = place(t);
  const before = process.umask(0o022);
  t.teardown(() => process.umask(before));
  const files = [
    link('latest', 'models/a.bin'),
    file('models/a.bin', Buffer.from([0, 255, 13, 10]), {
      sha256: createHash('sha256')
        .update(Buffer.from([0, 255, 13, 10]))
        .digest('hex'),
    }),
    file('run.sh', '#!/bin/sh\n', { mode: '755' }),
    file('deep/er/still/empty', ''),
  ];
  t.same(await writeExact({ root, files, sync: true }), { files: 4, bytes: 26 });
  t.same(readFileSync(join(root, 'latest')), Buffer.from([0, 255, 13, 10]));
  t.equal(readlinkSync(join(root, 'latest')), 'models/a.bin');
  t.equal(lstatSync(join(root, 'models/a.bin')).mode & 0o7777, 0o644);
  t.equal(lstatSync(join(root, 'run.sh')).mode & 0o7777, 0o755);
  t.equal(readFileSync(join(root, 'deep/er/still/empty'), 'utf8'), '');
});

t.test('the umask takes bits off, as it does for Git', async t => {
  const { root } = place(t);
  const before = process.umask(0o077);
  t.teardown(() => process.umask(before));
  await writeExact({ root, files: [file('a', 'x'), file('b', 'x', { mode: '755' })] });
  t.equal(lstatSync(join(root, 'a')).mode & 0o777, 0o600);
  t.equal(lstatSync(join(root, 'b')).mode & 0o777, 0o700);
});

t.test(
  'names that are not UTF-8 come back byte for byte',
  { skip: process.platform !== 'linux' },
  async t => {
    const { root } = place(t);
    const name = Buffer.from([0x61, 0xff, 0xfe, 0x62]);
    await writeExact({ root, files: [file(pathFromBytes(name), 'x'), link('to', name)] });
    t.same(
      readdirSync(root, { encoding: 'buffer' })
        .map(found => found.toString('hex'))
        .sort(),
      [name.toString('hex'), Buffer.from('to').toString('hex')],
    );
    t.same(readlinkSync(join(root, 'to'), { encoding: 'buffer' }), name);
  },
);

t.test('any content is written as it is', async t => {
  const { root } = place(t);
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async bytes => {
      const path = `f${count++}`;
      await writeExact({ root, files: [file(path, Buffer.from(bytes))] });
      return readFileSync(join(root, path)).equals(bytes);
    }),
    { numRuns: 50 },
  );
});

t.test('bytes that are not those recorded are refused, and not left behind', async t => {
  const { root } = place(t);
  const files = [
    file('good', 'good', { sha256: sha256('good') }),
    file('bad', 'bad', { sha256: sha256('other') }),
  ];
  await t.rejects(writeExact({ root, files }), {
    code: 'digest-mismatch',
    data: { path: 'bad', expected: sha256('other'), actual: sha256('bad') },
  });
  t.same(readdirSync(root), ['good']);
  const wrong = file('to', 'good', { mode: 'symlink', sha256: sha256('x') });
  await t.rejects(writeExact({ root, files: [wrong] }), { code: 'digest-mismatch' });
});

t.test('a file whose bytes stop coming is not left behind', async t => {
  const { root } = place(t);
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('half');
    throw new Error('the disk is gone');
  }
  await t.rejects(writeExact({ root, files: [file('a', '', { content: broken() })] }), /the disk is gone/);
  t.same(readdirSync(root), []);
});

t.test('nothing is overwritten: no file, no link, no place behind a link', async t => {
  const { root, outside } = place(t);
  writeFileSync(join(root, 'mine'), 'mine');
  symlinkSync(join(outside, 'new'), join(root, 'dangling'));
  for (const name of ['mine', 'dangling']) {
    await t.rejects(writeExact({ root, files: [file(name, 'theirs')] }), { code: 'would-overwrite' });
    await t.rejects(writeExact({ root, files: [link(name, 'theirs')] }), { code: 'would-overwrite' });
  }
  t.equal(readFileSync(join(root, 'mine'), 'utf8'), 'mine');
  t.same(readdirSync(outside), ['kept']);
});

t.test('no parent that is a link or a file is walked through', async t => {
  const { root, outside } = place(t);
  symlinkSync(outside, join(root, 'data'));
  writeFileSync(join(root, 'plain'), '');
  mkdirSync(join(root, 'real'));
  await t.rejects(writeExact({ root, files: [file('data/new', 'x')] }), { code: 'unsafe-path' });
  await t.rejects(writeExact({ root, files: [file('plain/new', 'x')] }), { code: 'unsafe-path' });
  t.same(await writeExact({ root, files: [file('real/new', 'x')] }), { files: 1, bytes: 1 });
  t.same(readdirSync(outside), ['kept']);
});

t.test('a link of the run itself is never written through', async t => {
  const { root, outside } = place(t);
  const files = [link('a', outside), file('a/pwn', 'x')];
  await t.rejects(writeExact({ root, files }), { code: 'would-overwrite' });
  const { root: other } = place(t);
  await t.rejects(writeExact({ root: other, files: [link('a', outside), link('a/pwn', 'x')] }), {
    code: 'unsafe-path',
  });
  t.same(readdirSync(outside), ['kept']);
});

t.test('an unsafe path stops everything before anything is written', async t => {
  const { root } = place(t);
  for (const path of ['../x', '/x', '.git/config', 'a/GIT~1/x']) {
    await t.rejects(writeExact({ root, files: [file('good', 'x'), file(path, 'x')] }), {
      code: 'unsafe-path',
    });
  }
  t.same(readdirSync(root), []);
});

t.test('the own run keeps its links as they are; of a stranger none leads out', async t => {
  const { root, outside } = place(t);
  await writeExact({ root, files: [link('out', outside)] });
  t.equal(readlinkSync(join(root, 'out')), outside);
  for (const target of [outside, '../outside', 'a/../../outside', '.git/hooks']) {
    const files = [file('good', 'x'), link('theirs', target)];
    await t.rejects(writeExact({ root, files, links: 'inside' }), { code: 'unsafe-path' }, target);
  }
  t.same(readdirSync(root), ['out']);
  await writeExact({ root, files: [file('d/good', 'x'), link('d/theirs', '../d/good')], links: 'inside' });
  t.equal(readFileSync(join(root, 'd/theirs'), 'utf8'), 'x');
});

t.test('a link with no target, a NUL or an endless one is refused', async t => {
  const { root } = place(t);
  for (const target of ['', 'a\0b', 'a'.repeat(5000)]) {
    await t.rejects(writeExact({ root, files: [link('to', target)] }), { code: 'unsafe-path' });
  }
});

t.test("a stranger's names must be told apart everywhere, the user's own only here", async t => {
  const { root } = place(t);
  const names = (): ExactFile[] => [file('Read', '1'), file('read', '2'), file('aux.c', '3')];
  await t.rejects(writeExact({ root, files: names(), links: 'inside' }), { code: 'unsafe-path' });
  t.same(readdirSync(root), []);
  if (process.platform !== 'linux') return;
  await writeExact({ root, files: names() });
  t.equal(readFileSync(join(root, 'read'), 'utf8'), '2');
  await t.rejects(writeExact({ root, files: [file('twice', '1'), file('twice', '2')] }), {
    code: 'would-overwrite',
  });
});

t.test('progress counts files and bytes up to the whole', async t => {
  const { root } = place(t);
  const seen: number[] = [];
  const files = [file('a', '1234'), file('b', '5678')];
  const written = await writeExact({ root, files, onProgress: ({ bytes }) => seen.push(bytes) });
  t.same(seen, [2, 4, 4, 6, 8, 8]);
  t.same(written, { files: 2, bytes: 8 });
});

t.test('directories are made though nothing goes into them, never through a link', async t => {
  const { root, outside } = place(t);
  await writeExact({ root, files: [file('sub/a', '1')], directories: ['sub', 'deep/er'] });
  t.same(readdirSync(join(root, 'deep/er')), []);
  symlinkSync(outside, join(root, 'out'));
  for (const directory of ['out/x', '../x', '.git/x'])
    await t.rejects(writeExact({ root, files: [], directories: [directory] }), { code: 'unsafe-path' });
  t.same(readdirSync(outside), ['kept']);
});

import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import t from 'tap';
import { packEntries, SMALL } from '../../../src/git/remote/pack-entries.ts';
import { inPieces, type MadeEntry, packOf } from '../../support/packs.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

async function read(pack: Buffer, size?: number) {
  const found: { type: string; content: Buffer }[] = [];
  for await (const { type, content } of packEntries(inPieces(pack, size))) {
    const pieces: Buffer[] = [];
    if (Buffer.isBuffer(content)) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    found.push({ type, content: Buffer.concat(pieces) });
  }
  return found;
}

t.test('entries are read as they are in the pack, small and large, however it comes', async t => {
  const large = Buffer.concat([randomBytes(SMALL), Buffer.alloc(SMALL)]);
  const entries: MadeEntry[] = [
    { type: 'blob', content: '' },
    { type: 'commit', content: 'tree' },
    { type: 'blob', content: large },
    { type: 'blob', content: Buffer.alloc(3 * SMALL) },
    { type: 'tree', content: randomBytes(70_000) },
  ];
  for (const size of [undefined, 65_536, 997]) {
    const found = await read(packOf(entries), size);
    t.strictSame(
      found.map(({ type, content }) => [type, content.length]),
      entries.map(entry => ['type' in entry && entry.type, entry.content.length]),
    );
    t.ok(found[2]?.content.equals(large));
  }
});

t.test('a pack in single bytes is the same', async () => {
  const entry = fc.record({
    type: fc.constantFrom('blob' as const, 'tree' as const),
    content: fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 5 }),
      fc.integer({ min: 1, max: 50 }),
      async (entries, size) => {
        const found = await read(packOf(entries), size);
        return found.every(
          ({ type, content }, at) => type === entries[at]?.type && content.equals(entries[at].content),
        );
      },
    ),
  );
});

t.test("Git's own packs are read", async t => {
  const { path, env, git } = temporaryRepository(t, {
    files: { a: 'one\n'.repeat(999), b: randomBytes(9999) },
  });
  const ids = git('rev-list', '--objects', '--all')
    .split('\n')
    .map(line => line.slice(0, 40));
  gitIn(path, env, ['pack-objects', '-q', 'p'], `${ids.join('\n')}\n`);
  const [name = ''] = git('ls-files', '-o', '*.pack').split('\n');
  const { readFileSync } = await import('node:fs');
  t.equal((await read(readFileSync(`${path}/${name}`), 100)).length, ids.length);
});

t.test('what is torn or false is damaged, and is read to no more than its end', async t => {
  const blob: MadeEntry = { type: 'blob', content: 'x'.repeat(100) };
  const large: MadeEntry = { type: 'blob', content: randomBytes(2 * SMALL) };
  const sound = packOf([blob]);
  const changed = Buffer.from(sound);
  changed[changed.length - 1]! ^= 1;
  const wrong: Record<string, Buffer> = {
    'no pack': Buffer.from('<html><head></head></html>'),
    'version 4': Buffer.concat([Buffer.from('PACK\0\0\0\x04'), sound.subarray(8)]),
    'a count beyond its entries': packOf([blob], 2),
    'a count of four thousand million': packOf([blob], 0xffffffff),
    'another digest': changed,
    'an entry longer than it says': packOf([{ ...blob, size: 99 }]),
    'an entry shorter than it says': packOf([{ ...blob, size: 101 }]),
    'a large entry longer than it says': packOf([{ ...large, size: 2 * SMALL - 1 }]),
    'a large entry shorter than it says': packOf([{ ...large, size: 2 * SMALL + 1 }]),
    'an entry that says to be without end': packOf([{ ...blob, size: 2 ** 52 }]),
    'a base before the pack': packOf([{ back: 1, content: Buffer.from('x') }]).subarray(0, 20),
    'no deflated data': Buffer.concat([
      packOf([], 1).subarray(0, 12),
      Buffer.from([0x35]),
      Buffer.alloc(90, 7),
    ]),
    'a type that there is not': Buffer.concat([
      packOf([], 1).subarray(0, 12),
      Buffer.from([0x51]),
      deflateSync('x'),
    ]),
  };
  for (const length of [0, 5, 12, 13, 20, sound.length - 1])
    wrong[`${length} bytes`] = sound.subarray(0, length);
  const half = packOf([large]);
  wrong['a large entry that breaks off'] = half.subarray(0, SMALL);
  for (const [name, pack] of Object.entries(wrong))
    await t.rejects(read(pack, 4096), { code: 'corrupt-record' }, name);
});

t.test('who leaves a large entry early is not kept', async t => {
  const pack = packOf([{ type: 'blob', content: randomBytes(4 * SMALL) }]);
  for await (const { content } of packEntries(inPieces(pack, 1000))) {
    for await (const piece of content as AsyncIterable<Buffer>) {
      t.ok(piece.length > 0);
      break;
    }
    break;
  }
});

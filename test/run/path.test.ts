import fc from 'fast-check';
import t from 'tap';
import { pathFromBytes, pathToBytes } from '../../src/run/path.ts';

t.test('a path of any bytes comes back byte for byte', async () => {
  const awkward = fc
    .array(fc.constantFrom(0xef, 0xbb, 0xbf, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x92, 0xc2, 0xff, 0x61, 0x2f), {
      maxLength: 12,
    })
    .map(bytes => Uint8Array.from(bytes));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), awkward), bytes =>
      pathToBytes(pathFromBytes(bytes)).equals(Buffer.from(bytes)),
    ),
    { numRuns: 3000 },
  );
});

t.test('a path of text is that text', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => pathFromBytes(Buffer.from(text)) === text));
});

t.test('bytes that are no UTF-8 survive JSON', async t => {
  const bytes = Buffer.from([0x61, 0xff, 0x2f, 0xc3, 0x28]);
  t.equal(pathFromBytes(bytes), 'a\udcff/\udcc3(');
  t.same(pathToBytes(JSON.parse(JSON.stringify(pathFromBytes(bytes)))), bytes);
});

t.test('a byte order mark is part of the path, also beside broken bytes', async t => {
  t.equal(pathFromBytes(Buffer.from('\ufeffx')), '\ufeffx');
  t.equal(pathFromBytes(Buffer.from([0xef, 0xbb, 0xbf, 0xff])), '\ufeff\udcff');
});

t.test('an emoji whose second half looks like an escaped byte is left alone', async t => {
  t.same(pathToBytes('\u{1f480}'), Buffer.from('\u{1f480}'));
  t.same(pathFromBytes(Buffer.concat([Buffer.from('\u{1f480}'), Buffer.from([0x80])])), '\u{1f480}\udc80');
});

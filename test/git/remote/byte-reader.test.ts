import t from 'tap';
import { byteReader } from '../../../src/git/remote/byte-reader.ts';
import { inPieces } from '../../support/packs.ts';

t.test('bytes are read in the pieces that are asked for, however they come', async t => {
  const bytes = Buffer.from('abcdefghijklmnopqrstuvwxyz');
  for (const size of [1, 2, 5, 26]) {
    const seen: Buffer[] = [];
    const reader = byteReader(inPieces(bytes, size), piece => seen.push(piece));
    t.equal((await reader.take(3)).toString(), 'abc');
    t.equal((await reader.peek(4)).toString('latin1', 0, 4), 'defg');
    reader.skip(2);
    t.equal(reader.position(), 5);
    t.equal((await reader.take(21)).toString(), 'fghijklmnopqrstuvwxyz');
    t.equal((await reader.peek(1)).length, 0);
    t.same(Buffer.concat(seen), bytes, 'each byte is seen once');
  }
});

t.test('what breaks off is damaged', async t => {
  await t.rejects(byteReader(inPieces(Buffer.from('abc'))).take(4), { code: 'corrupt-record' });
});

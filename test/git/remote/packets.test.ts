import t from 'tap';
import { byteReader } from '../../../src/git/remote/byte-reader.ts';
import { DELIMITER, FLUSH, packet, readPacket, textOf } from '../../../src/git/remote/packets.ts';
import { inPieces } from '../../support/packs.ts';

const reading = (text: string) => byteReader(inPieces(Buffer.from(text), 3));

t.test('what is printed is read again, and the marks between', async t => {
  const reader = reading(`${packet('want é')}${DELIMITER}${packet('')}${FLUSH}00020004`);
  const read = async () => {
    const found = await readPacket(reader);
    return Buffer.isBuffer(found) ? textOf(found) : found;
  };
  t.same(
    [await read(), await read(), await read(), await read(), await read(), await read(), await read()],
    ['want é', 'delimiter', '', 'flush', 'end', '', undefined],
  );
});

t.test('what is no packet is damaged', async t => {
  for (const text of ['0003', 'zzzz', '00', '0009abc', '<htm'])
    await t.rejects(readPacket(reading(text)), { code: 'corrupt-record' }, text);
});

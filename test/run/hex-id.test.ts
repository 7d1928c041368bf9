import fc from 'fast-check';
import t from 'tap';
import { base32, hexOfId, idOfHex, isHexId } from '../../src/run/hex-id.ts';
import { parseRunId } from '../../src/run/run-id.ts';

const hex = fc.bigInt(0n, 2n ** 128n - 1n).map(bits => bits.toString(16).padStart(32, '0'));

t.test('32 hexadecimal digits and an id are the same bits', async t => {
  fc.assert(
    fc.property(hex, text => {
      const id = idOfHex(text);
      return id !== undefined && parseRunId(id) === id && hexOfId(id) === text;
    }),
  );
  t.equal(idOfHex('F'.repeat(32)), `7${'z'.repeat(25)}`);
  t.equal(hexOfId(idOfHex('0'.repeat(32)) as never), '0'.repeat(32));
});

t.test('what is no such text is no id', async t => {
  for (const text of ['', 'f'.repeat(31), 'f'.repeat(33), `${'f'.repeat(31)}g`, ` ${'f'.repeat(31)}`]) {
    t.equal(isHexId(text), false, text);
    t.equal(idOfHex(text), undefined, text);
  }
});

t.test('numbers have so many digits as are asked for', async t => {
  t.equal(base32(0n, 3), '000');
  t.equal(base32(33n, 3), '011');
});

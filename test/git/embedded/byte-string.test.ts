import fc from 'fast-check';
import t from 'tap';
import { below, fromByteString, toByteString } from '../../../src/git/embedded/byte-string.ts';
import { pathFromBytes } from '../../../src/run/path.ts';

t.test('every path comes back, and sorts as its bytes do', async t => {
  const path = fc.uint8Array({ minLength: 1 }).map(bytes => pathFromBytes(bytes));
  fc.assert(
    fc.property(path, path, (one, other) => {
      t.equal(fromByteString(toByteString(one)), one);
      const [a, b] = [toByteString(one), toByteString(other)];
      t.equal(a < b, Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')) < 0);
    }),
    { numRuns: 50 },
  );
  t.same(below('/ü', toByteString('é')), Buffer.from('/ü/é'));
});

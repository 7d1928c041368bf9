import fc from 'fast-check';
import t from 'tap';
import { parseSize } from '../../src/config/size.ts';

t.test('sizes are read as people write them', async t => {
  const sizes: Record<string, number> = {
    '0': 0,
    '1048576': 1048576,
    '512 b': 512,
    '500k': 500 * 1024,
    '10 MiB': 10 * 2 ** 20,
    '10mib': 10 * 2 ** 20,
    '1GB': 1e9,
    '1.5 GiB': 1.5 * 2 ** 30,
    ' 2 T ': 2 * 2 ** 40,
    '3kB': 3000,
  };
  for (const [written, bytes] of Object.entries(sizes)) t.equal(parseSize(written), bytes, written);
  t.equal(parseSize(2048), 2048);
  t.equal(parseSize(1.9), 1);
});

t.test('what is no size is not taken for one', async t => {
  for (const written of ['', 'k', '-1', '1e3', '10 MiBs', '1.', '.5k', '10ib', 'ten', '99999999T']) {
    t.equal(parseSize(written), undefined, written);
  }
  for (const number of [-1, Number.NaN, Number.POSITIVE_INFINITY]) t.equal(parseSize(number), undefined);
});

t.test('a whole number of bytes is itself', async () => {
  fc.assert(fc.property(fc.nat(), bytes => parseSize(String(bytes)) === bytes && parseSize(bytes) === bytes));
});

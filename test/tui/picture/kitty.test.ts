import fc from 'fast-check';
import t from 'tap';
import { deleteKitty, kittyPicture } from '../../../src/tui/picture/kitty.ts';

const PLACE = { columns: 20, rows: 9, id: 7 };

/** The sequences, as keys and payload; fails where anything else stands between them. */
function parse(text: string): { keys: Record<string, string>; payload: string }[] {
  const found = [...text.matchAll(/\x1b_G([^;\x1b]*);([A-Za-z0-9+/=]*)\x1b\\/g)];
  if (found.map(([whole]) => whole).join('') !== text)
    throw new Error('something stands outside of sequences');
  return found.map(([, keys = '', payload = '']) => ({
    keys: Object.fromEntries(keys.split(',').map(pair => pair.split('='))),
    payload,
  }));
}

t.test('a picture is shown where the cursor is, on so many cells, and without an answer', async t => {
  const [first, ...more] = parse(kittyPicture(Buffer.from('png'), PLACE));
  t.same(first?.keys, { a: 'T', f: '100', i: '7', c: '20', r: '9', C: '1', q: '2', m: '0' });
  t.same(more, []);
});

t.test('a longer one comes in pieces, of which only the first says what it is', async t => {
  const parts = parse(kittyPicture(new Uint8Array(10_000).fill(200), PLACE));
  t.same(
    parts.map(({ keys, payload }) => [keys.m, payload.length]),
    [
      ['1', 4096],
      ['1', 4096],
      ['1', 4096],
      ['0', 1048],
    ],
  );
  for (const { keys } of parts.slice(1)) t.same(Object.keys(keys), ['m']);
});

t.test('whatever the bytes are, they arrive, and none of them is read as anything else', async t => {
  const sizes = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.uint8Array({ minLength: 3060, maxLength: 6200 }),
  );
  fc.assert(
    fc.property(sizes, bytes => {
      const parts = parse(kittyPicture(bytes, PLACE));
      const whole = Buffer.from(parts.map(({ payload }) => payload).join(''), 'base64');
      return whole.equals(bytes) && parts.every(({ payload }) => payload.length <= 4096);
    }),
  );
  t.pass();
});

t.test('it is taken away by its number, without an answer', async t => {
  t.equal(deleteKitty(7), '\x1b_Ga=d,d=I,i=7,q=2\x1b\\');
});

import fc from 'fast-check';
import t from 'tap';
import { applyDelta } from '../../../src/git/remote/delta.ts';
import { deltaOf, size } from '../../support/packs.ts';

const BASE = Buffer.from('the quick brown fox');

t.test('bytes of its own and copies from the base make the result', async t => {
  const delta = Buffer.concat([size(19), size(9), Buffer.from([0x91, 4, 5, 1, 0x21, 0x90, 3])]);
  t.equal(applyDelta(BASE, delta).toString(), 'quick!the');
  const large = Buffer.alloc(0x10000, 'x');
  t.same(applyDelta(large, Buffer.concat([size(0x10000), size(0x10000), Buffer.from([0x80])])), large);
});

t.test('a result comes back from any content', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes =>
      applyDelta(BASE, deltaOf(BASE.length, Buffer.from(bytes))).equals(bytes),
    ),
  );
});

t.test('what reaches beyond its ends, or is for another base, is damaged', async t => {
  const wrong: Record<string, Buffer> = {
    'another base': deltaOf(18, BASE),
    'copy beyond the base': Buffer.concat([size(19), size(9), Buffer.from([0x91, 15, 9])]),
    'longer than it says': Buffer.concat([size(19), size(2), Buffer.from([3, 1, 1, 1])]),
    'shorter than it says': Buffer.concat([size(19), size(2), Buffer.from([1, 1])]),
    'literal that breaks off': Buffer.concat([size(19), size(9), Buffer.from([9, 1])]),
    'copy that breaks off': Buffer.concat([size(19), size(9), Buffer.from([0xff, 1])]),
    'nothing to insert': Buffer.concat([size(19), size(9), Buffer.from([0])]),
    'a size without an end': Buffer.alloc(20, 0xff),
    'a bomb': Buffer.concat([size(19), size(2 ** 40), Buffer.from([1, 1])]),
    empty: Buffer.alloc(0),
  };
  for (const [name, delta] of Object.entries(wrong))
    t.throws(() => applyDelta(BASE, delta), { code: 'corrupt-record' }, name);
});

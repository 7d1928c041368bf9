import fc from 'fast-check';
import t from 'tap';
import { batches, MOST_REFS, type Weighed } from '../../src/share/batches.ts';

const weighed: fc.Arbitrary<Weighed[]> = fc
  .array(fc.nat(50), { maxLength: 400 })
  .map(all => all.map((bytes, at) => ({ change: { name: `refs/runs/${at}`, to: 'x' }, bytes })));

t.test('every change goes once and in order, in pushes no larger than they may be', async t => {
  fc.assert(
    fc.property(weighed, fc.integer({ min: 1, max: 200 }), (changes, most) => {
      const sent = batches(changes, most);
      const bytes = new Map(changes.map(({ change, bytes }) => [change, bytes]));
      t.strictSame(
        sent.flat(),
        changes.map(({ change }) => change),
      );
      for (const batch of sent) {
        const sum = batch.reduce((all, change) => all + (bytes.get(change) ?? 0), 0);
        t.ok(batch.length > 0 && batch.length <= MOST_REFS && (sum <= most || batch.length === 1));
      }
    }),
    { numRuns: 50 },
  );
});

t.test('no push is smaller than it has to be', async t => {
  const changes = Array.from({ length: 250 }, (_, at) => ({ change: { name: `${at}`, to: 'x' }, bytes: 1 }));
  t.same(
    batches(changes, Number.POSITIVE_INFINITY).map(batch => batch.length),
    [100, 100, 50],
  );
  t.same(
    batches(changes.slice(0, 5), 2).map(batch => batch.length),
    [2, 2, 1],
  );
  t.same(batches([], 1), []);
});

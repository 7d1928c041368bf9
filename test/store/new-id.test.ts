import fc from 'fast-check';
import t from 'tap';
import type { Annotation } from '../../src/run/annotation.ts';
import { isRunId, timeOf } from '../../src/run/run-id.ts';
import { newEventId, newRunId, newVersionId } from '../../src/store/new-id.ts';

const edits = (...ids: string[]) => ids.map(id => ({ id }) as Annotation);

t.test('a run’s id tells when it started', async t => {
  const id = newRunId(1_793_628_000_000);
  t.ok(isRunId(id));
  t.equal(timeOf(id), 1_793_628_000_000);
});

t.test('runs that start within one millisecond are apart, and in order', async t => {
  const ids = Array.from({ length: 100 }, () => newRunId(1_793_628_000_001));
  t.same(ids, [...new Set(ids)].sort());
});

t.test('a run of a later or an impossible day leaves the ids of others alone', async t => {
  const now = 1_793_628_000_003;
  const order = [now, now + 1e12, 123, now];
  t.same(
    order.map(time => timeOf(newRunId(time))),
    order,
  );
  t.throws(() => newRunId(2 ** 48));
  t.equal(timeOf(newRunId(now)), now);
});

t.test('of two versions that are made one after the other the first has the lesser id', async t => {
  const ids = Array.from({ length: 10 }, () => newVersionId(1_793_628_000_002));
  t.same(ids, [...new Set(ids)].sort());
});

t.test('an edit comes after every edit that was seen, however wrong a clock is', async () => {
  const time = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(fc.array(time), time, (earlier, now) => {
      const seen = earlier.map(then => newEventId(then, []));
      const id = newEventId(now, edits(...seen));
      return seen.every(other => other < id) && timeOf(id) >= now;
    }),
  );
});

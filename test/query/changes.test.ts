import fc from 'fast-check';
import t from 'tap';
import { changes, differing } from '../../src/query/changes.ts';

const entries = (record: Record<string, number>) => Object.entries(record);

t.test('what only one has was removed or added; the rest is the same or changed', async t => {
  t.same(changes(entries({ a: 1, b: 1, d: 1 }), entries({ b: 2, c: 1, d: 1 }), Object.is), [
    { key: 'a', state: 'removed', a: 1 },
    { key: 'b', state: 'changed', a: 1, b: 2 },
    { key: 'c', state: 'added', b: 1 },
    { key: 'd', state: 'same', a: 1, b: 1 },
  ]);
});

t.test('a key may be called anything', async t => {
  const [change] = changes<number>([['__proto__', 1]], [['__proto__', 1]], Object.is);
  t.same(change, { key: '__proto__', state: 'same', a: 1, b: 1 });
});

t.test('turned round, what was added is removed, and nothing else is', async () => {
  const record = fc.dictionary(fc.string(), fc.nat(3));
  const turned = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' } as const;
  fc.assert(
    fc.property(record, record, (a, b) => {
      const there = changes(entries(a), entries(b), Object.is);
      const back = changes(entries(b), entries(a), Object.is);
      const same = there.every(
        ({ key, state }, at) => back[at]?.key === key && back[at].state === turned[state],
      );
      return same && differing(changes(entries(a), entries(a), Object.is)).length === 0;
    }),
  );
});

import fc from 'fast-check';
import t from 'tap';
import { rebaseEntries, rebaseFields } from '../../src/run/rebase.ts';

const entries = fc.dictionary(
  fc.constantFrom('a', 'b', 'constructor', '__proto__'),
  fc.constantFrom('1', '2', '3'),
  { noNullPrototype: true },
);

t.test('what was changed is as it was changed, the rest as it is', async t => {
  const before = { name: 'a', note: 'x', tags: { k: '1' } };
  const state = { ...before, note: 'y', name: 'c' };
  const after = { ...before, name: 'b', tags: { k: '1' } };
  t.same(rebaseFields([state, before, after], ['name', 'note', 'tags']), {
    ...{ name: 'b', note: 'y', tags: { k: '1' } },
  });
});

t.test('a change that is done to what it was made of gives what it gave', async t => {
  fc.assert(
    fc.property(entries, entries, (before, after) => {
      t.same(Object.entries(rebaseEntries(before, before, after)), Object.entries(after).sort());
    }),
  );
});

t.test('where nothing was changed nothing changes', async t => {
  fc.assert(
    fc.property(entries, entries, (state, before) => {
      t.same(Object.entries(rebaseEntries(state, before, before)), Object.entries(state).sort());
    }),
  );
});

t.test('changes of different keys are all there', async t => {
  t.same(rebaseEntries({ a: '1', b: '9' }, { a: '1', b: '1' }, { b: '1', c: '1' }), { b: '9', c: '1' });
});

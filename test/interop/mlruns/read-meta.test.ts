import t from 'tap';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { metaOf, numberIn, textIn } from '../../../src/interop/mlruns/read-meta.ts';

t.test('a meta.yaml is read, and one that makes no sense is told', async t => {
  const store = openStore(
    t.testdir({ a: { 'meta.yaml': 'name: x\n' }, b: { 'meta.yaml': '' }, c: {}, d: { 'meta.yaml': '[' } }),
  );
  t.same({ ...metaOf(store, 'a') }, { name: 'x' });
  for (const name of ['b', 'c', 'd']) t.equal(metaOf(store, name), undefined);
  t.match(store.losses(), [
    { path: 'b/meta.yaml', why: /empty/ },
    { path: 'd/meta.yaml', why: /makes no sense/ },
  ]);
});

t.test('numbers and texts stand for each other, and for nothing else', async t => {
  const meta = { id: 1, name: 'x', time: '12', none: null, empty: '', big: 2n ** 60n, list: [] };
  t.equal(textIn(meta, 'id'), '1');
  t.equal(textIn(meta, 'big'), '1152921504606846976');
  t.equal(numberIn(meta, 'time'), 12);
  for (const key of ['none', 'empty', 'list', 'constructor', 'absent']) {
    t.equal(textIn(meta, key), undefined, key);
    t.equal(numberIn(meta, key), undefined, key);
  }
  t.equal(textIn(undefined, 'id'), undefined);
});

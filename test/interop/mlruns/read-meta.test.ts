import t from 'tap';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { metaOf } from '../../../src/interop/mlruns/read-meta.ts';

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

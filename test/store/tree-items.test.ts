import t from 'tap';
import { treeItems } from '../../src/store/tree-items.ts';

const entry = (mode: string, name: string, oid: string) =>
  Buffer.concat([
    Buffer.from(`${mode} `),
    Buffer.from(name, 'latin1'),
    Buffer.from(`\0`),
    Buffer.from(oid, 'hex'),
  ]);

t.test('entries are read with ids of either length, and names of any bytes', async t => {
  for (const length of [40, 64]) {
    const [one, two] = ['1'.repeat(length), 'a'.repeat(length)] as [string, string];
    const tree = Buffer.concat([entry('040000', 'a b', one), entry('100644', 'caf\xe9', two)]);
    t.same(treeItems(tree, one), [
      { mode: '40000', name: 'a b', oid: one },
      { mode: '100644', name: 'caf\udce9', oid: two },
    ]);
  }
  t.same(treeItems(Buffer.alloc(0), '1'.repeat(40)), []);
});

t.test('what is cut off, or no tree at all, is none', async t => {
  const whole = entry('100644', 'a', '1'.repeat(40));
  for (let cut = 1; cut < whole.length; cut++)
    t.equal(treeItems(whole.subarray(0, cut), '1'.repeat(40)), undefined);
});

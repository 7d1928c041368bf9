import t from 'tap';
import { sizesIn } from '../../src/store/tree-sizes.ts';
import { blob, rawTree, removeObject } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('a size that Git cannot tell is left out, an empty file is not', async t => {
  const { repository, on } = await storeBench(t);
  const [empty, full, gone] = ['', 'full', 'gone'].map(text => blob(on, text)) as [string, string, string];
  removeObject(on, gone);
  const tree = rawTree(on, [
    ['100644', 'empty', empty],
    ['100644', 'full', full],
    ['100644', 'gone', gone],
    ['160000', 'module', '1'.repeat(40)],
  ]);
  const sizes = [
    [empty, 0],
    [full, 4],
  ];
  t.same([...(await sizesIn(repository, tree))], sizes);
  t.same([...(await sizesIn(repository, tree, 'full'))], [sizes[1]]);
  t.same([...(await sizesIn(repository, '1'.repeat(40)))], []);
});

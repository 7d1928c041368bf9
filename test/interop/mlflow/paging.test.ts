import fc from 'fast-check';
import t from 'tap';
import { pageOf } from '../../../src/interop/mlflow/paging.ts';

const id = (item: string) => item;

t.test('pages together are the whole list, and the last has no token', async t => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 10 }), (all, most) => {
      const seen: string[] = [];
      for (let token: string | undefined = ''; token !== undefined; ) {
        const page: { items: readonly string[]; token?: string } = pageOf(all, { most, token }, id);
        seen.push(...page.items);
        token = page.token;
      }
      return seen.join('\0') === all.join('\0');
    }),
  );
  t.same(pageOf([], { most: 5 }, id), { items: [] });
});

t.test('what arrives in between is neither told twice, nor has anything left out', async t => {
  const { token } = pageOf(['d', 'c', 'b', 'a'], { most: 2 }, id);
  t.same(pageOf(['f', 'e', 'd', 'c', 'b', 'a'], { most: 2, token }, id).items, ['b', 'a']);
  t.same(
    pageOf(['d', 'b', 'a'], { most: 2, token }, id).items,
    ['a'],
    'where the last one is gone, by its place',
  );
});

t.test('a token of nobody’s is refused', async t => {
  for (const token of ['???', 'bm9uc2Vuc2U=', Buffer.from('{"offset":-1}').toString('base64')])
    t.throws(() => pageOf(['a'], { most: 1, token }, id), { message: /Invalid page token/ }, token);
});

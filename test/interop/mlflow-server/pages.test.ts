import t from 'tap';
import {
  ENDLESS,
  newBy,
  objectIn,
  objectsIn,
  pages,
  pairsIn,
} from '../../../src/interop/mlflow-server/pages.ts';
import type { JsonObject } from '../../../src/run/json.ts';

async function all(ask: (token: string | undefined) => JsonObject) {
  const [items, lost]: [unknown[], string[]] = [[], []];
  const isNew = newBy(({ id }) => (typeof id === 'string' ? id : undefined));
  const read = pages(async token => ask(token), 'items', { isNew, lose: why => void lost.push(why) });
  for await (const page of read) items.push(...page.map(({ id }) => id));
  return { items, lost };
}

t.test('all pages are read, and nothing twice', async t => {
  const { items, lost } = await all(token =>
    token === undefined
      ? { items: [{ id: 'a' }, { id: 'b' }, 1, null], next_page_token: 'more' }
      : { items: [{ id: 'b' }, { id: 'c' }, { odd: 1 }], next_page_token: '' },
  );
  t.same(items, ['a', 'b', 'c']);
  t.same(lost, []);
});

t.test('tokens without end are told, and no more is asked', async t => {
  let asked = 0;
  const { items, lost } = await all(() => ({ items: [{ id: 'a' }], next_page_token: `${asked++}` }));
  t.same({ items, lost, asked }, { items: ['a'], lost: [ENDLESS], asked: 2 });
});

t.test('what is not as it should be is passed over', async t => {
  t.same(objectsIn({ a: 'x' }, 'a'), []);
  t.same(objectsIn({}, 'constructor'), []);
  t.same(objectIn({ a: [] }, 'a'), {});
  t.same(objectIn({}, '__proto__'), {});
  t.same(pairsIn({ tags: [{ key: 'a' }, { value: 'b' }, { key: 'c', value: 1 }] }, 'tags'), [
    { key: 'a', value: '' },
  ]);
});

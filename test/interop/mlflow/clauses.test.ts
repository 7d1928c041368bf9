import t from 'tap';
import { type Ask, clauseTest, inOrder, readOrder } from '../../../src/interop/mlflow/clauses.ts';

interface Thing {
  readonly name: string;
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
}
const things: Thing[] = [
  { name: 'alpha', time: 1, tags: { kind: 'x' } },
  { name: 'Beta', time: 2, tags: {} },
  { name: 'gamma', time: 3, tags: { kind: 'y' } },
];
const ATTRIBUTES = { name: 'text', time: 'number' } as const;
const ask: Ask<Thing> = (thing, { kind, name }) =>
  kind === 'tag' ? thing.tags[name] : name === 'name' ? thing.name : thing.time;
const found = (filter: string) => things.filter(clauseTest(filter, ATTRIBUTES, ask)).map(({ name }) => name);

t.test('clauses ask of attributes and tags', async t => {
  const cases = [
    ['', ['alpha', 'Beta', 'gamma']],
    ["name = 'alpha'", ['alpha']],
    ["attribute.name LIKE '%a'", ['alpha', 'Beta', 'gamma']],
    ["name ILIKE 'b%'", ['Beta']],
    ['time >= 2 AND time < 3', ['Beta']],
    ["tags.kind != 'x'", ['gamma']],
    ["tag.`kind` = 'x'", ['alpha']],
    ["name IN ('alpha', 'gamma')", ['alpha', 'gamma']],
    ["name NOT IN ('alpha')", ['Beta', 'gamma']],
  ] as const;
  for (const [filter, names] of cases) t.same(found(filter), names, filter);
});

t.test('what is no such clause is refused', async t => {
  for (const filter of [
    "name = 'a' or time = 1",
    'time > 1 or time < 0',
    "time > 1 'more'",
    'name',
    "nothing = 'x'",
    'foo.bar = 1',
    "time = 'x'",
    'name = alpha',
    "name ~~ 'x'",
    "name = 'open",
    '= 1',
  ])
    t.throws(() => found(filter), { code: 'mlflow', status: 400 }, filter);
});

t.test('things are ordered by several, and what has nothing there comes last', async t => {
  const ordered = (...orders: string[]) =>
    inOrder(
      things,
      orders.map(one => readOrder(one, ATTRIBUTES)),
      ask,
    ).map(({ name }) => name);
  t.same(ordered('time DESC'), ['gamma', 'Beta', 'alpha']);
  t.same(ordered('name'), ['Beta', 'alpha', 'gamma']);
  t.same(ordered('tags.kind desc'), ['gamma', 'alpha', 'Beta']);
  t.throws(() => readOrder('name time', ATTRIBUTES));
  t.throws(() => readOrder('bogus', ATTRIBUTES));
});

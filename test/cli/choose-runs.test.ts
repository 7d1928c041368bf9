import t from 'tap';
import { chooseRuns, hasOrder, hearRuns, streamRuns, type Wish } from '../../src/cli/choose-runs.ts';
import { createContext } from '../../src/cli/context.ts';
import { worldOf } from '../support/cli.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
for (const [name, hours] of Object.entries({ old: 50, young: 1 })) {
  const time = NOW - hours * 3_600_000;
  const started = new Date(time).toISOString();
  await bench.save(bench.run({ id: idAt(time), name, started, tags: { x: name } }));
}
const { world } = worldOf(bench.on);
const context = createContext(world);
t.teardown(() => context.close());

const ALL: Wish = {
  count: undefined,
  filter: [],
  since: undefined,
  until: undefined,
  experiment: undefined,
  status: [],
  sort: [],
  best: undefined,
  per: [],
  remote: undefined,
};
const names = async (wish: Partial<Wish>) =>
  (await chooseRuns(context, { ...ALL, ...wish })).map(({ name }) => name);

t.test('what is not wished for is no condition', async t => {
  t.same(await names({}), ['young', 'old']);
  t.same(await names({ count: '1' }), ['young']);
  t.same(await names({ count: '0' }), []);
  t.same(await names({ trashed: true }), []);
});

t.test('one by one they are the same', async t => {
  const streamed = async (wish: Partial<Wish>) => {
    const found: string[] = [];
    for await (const { name } of streamRuns(context, { ...ALL, ...wish })) found.push(name);
    return found;
  };
  for (const wish of [
    {},
    { count: '1' },
    { count: '0' },
    { sort: ['name'] },
    { filter: ['tags.x = old'] },
    { best: 'name' },
  ])
    t.same(await streamed(wish), await names(wish));
  const heard: string[] = [];
  await hearRuns(context, { ...ALL, until: '2 days ago' }, ({ name }) => heard.push(name));
  t.same(heard, ['old']);
  t.equal(hasOrder({ ...ALL, count: '1', filter: ['tags.x = old'] }), false);
  t.equal(hasOrder({ ...ALL, sort: ['name'] }), true);
  t.equal(hasOrder({ ...ALL, best: 'name' }), true);
});

t.test('conditions are joined', async t => {
  t.same(await names({ since: '2 days ago' }), ['young']);
  t.same(await names({ until: '2 days ago', filter: ['tags.x = old'] }), ['old']);
  t.same(await names({ filter: ['tags.x = old', 'tags.x = young'] }), []);
  t.same(
    await names({ count: '1', filter: ["tags.x like 'o%'"] }),
    ['old'],
    'the count is of those that pass',
  );
});

t.test('what cannot be meant is refused before anything is read', async t => {
  await t.rejects(names({ count: 'many' }), { code: 'usage' });
  await t.rejects(names({ status: ['done'] }), { code: 'usage' });
  await t.rejects(names({ filter: ['tags.x >'] }), { code: 'filter' });
  await t.rejects(names({ best: 'nothing' }), { code: 'usage' });
});

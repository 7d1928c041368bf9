import t from 'tap';
import type { Wish } from '../../../src/cli/choose-runs.ts';
import { createContext } from '../../../src/cli/context.ts';
import { plottedRuns } from '../../../src/cli/plot/plotted-runs.ts';
import { worldOf } from '../../support/cli.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
for (const [name, hours] of Object.entries({ old: 50, middle: 3, young: 1 })) {
  const time = NOW - hours * 3_600_000;
  const started = new Date(time).toISOString();
  await bench.save(bench.run({ id: idAt(time), name, started, tags: { x: name } }));
}
const { world, err } = worldOf(bench.on);
const context = createContext(world);
t.teardown(() => context.close());

const NONE = { filter: [], status: [], sort: [], per: [] } as unknown as Wish;
const names = async (selectors: readonly string[], wish: Partial<Wish> = {}) =>
  (await plottedRuns(context, selectors, { ...NONE, ...wish })).map(({ name }) => name);

t.test('without a word it is the newest run', async t => {
  t.same(await names([]), ['young']);
});

t.test('runs are named, or chosen as lists choose them', async t => {
  t.same(await names(['old', 'young']), ['old', 'young']);
  t.same(await names([], { filter: ["tags.x != 'young'"] }), ['middle', 'old']);
  t.same(await names([], { count: '2' }), ['young', 'middle']);
});

t.test('those that are named come first, and each is there once', async t => {
  t.same(await names(['old'], { count: '3' }), ['old', 'young', 'middle']);
});

t.test('where no run fits it is said', async t => {
  t.same(await names([], { filter: ["tags.x = 'none'"] }), []);
  t.match(Buffer.concat(err).toString(), 'git-run: no run fits');
});

t.test('where runs are drawn against each other, all are without a word', async t => {
  const all = await plottedRuns(context, [], NONE, true);
  t.same(
    all.map(({ name }) => name),
    ['young', 'middle', 'old'],
  );
  t.equal((await plottedRuns(context, ['old'], NONE, true)).length, 1);
});

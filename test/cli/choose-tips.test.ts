import t from 'tap';
import { chosenTips } from '../../src/cli/choose-tips.ts';
import { createContext } from '../../src/cli/context.ts';
import { worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('runs are chosen by name, by what they are, or are all', async t => {
  const bench = await storeBench(t);
  const context = createContext(worldOf(bench.on).world);
  t.teardown(() => context.close());
  const otter = bench.run({ name: 'otter', tags: { stage: 'dev' } });
  const heron = bench.run({ name: 'heron' });
  const commits = [await bench.save(otter), await bench.save(heron)];
  const none = {
    filter: [],
    since: undefined,
    until: undefined,
    experiment: undefined,
    status: [],
    withHistory: false,
    allowSecret: [],
  };
  t.same(await chosenTips(context, ['otter'], none), {
    tips: [{ id: otter.id, commit: commits[0] }],
    isAll: false,
  });
  t.same(await chosenTips(context, [], { ...none, filter: ['tags.stage is null'] }), {
    tips: [{ id: heron.id, commit: commits[1] }],
    isAll: false,
  });
  const all = await chosenTips(context, [], none);
  t.same([all.isAll, all.tips.length], [true, 2]);
  await t.rejects(chosenTips(context, ['none'], none), { code: 'run-not-found' });
});

import { appendFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { liveOnes } from '../../../src/cli/ui/live-ones.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const ones = liveOnes(context);

t.test('a run in progress is read on, also when its journal has just gone', async t => {
  const live = await liveRun(bench, bench.run({ name: 'going' }));
  const { id, started } = live.run;
  const look = () => ones.look({ id, commit: undefined, started });
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":1}}\n');
  const first = await look();
  t.equal(first?.metrics().loss?.last, 1);
  renameSync(live.path, `${live.path}.gone`);
  t.equal(await look(), first);
  t.equal(first?.metrics().loss?.last, 1);
});

t.test('one that has ended, and one that never was, are none', async t => {
  const { id, started } = bench.run();
  t.equal(await ones.look({ id, commit: 'c'.repeat(40), started }), undefined);
  t.equal(await ones.look({ id, commit: undefined, started }), undefined);
});

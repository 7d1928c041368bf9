import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { liveOnes } from '../../../src/cli/ui/live-ones.ts';
import { runsDesk } from '../../../src/cli/ui/runs-desk.ts';
import { runRef } from '../../../src/run/run-ref.ts';
import { cli, worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { type StoreBench, storeBench } from '../../support/store-bench.ts';
import { until } from '../../support/tui-control.ts';

const id = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);

async function bench(t: Parameters<typeof storeBench>[0], count = 0) {
  const store = await storeBench(t);
  const context = createContext(worldOf(store.on).world);
  t.teardown(() => context.close());
  for (let n = 0; n < count; n++) await save(store, n);
  return { store, desk: runsDesk(context, liveOnes(context)) };
}

const save = (store: StoreBench, n: number, note = '') =>
  store.save(store.run({ id: id(n), name: `run-${n}`, note }));
const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

t.test('the newest are there at once, those in progress among them', async t => {
  const { store, desk } = await bench(t, 4);
  await liveRun(store, store.run({ id: id(4), name: 'going' }));
  t.same(names(await desk.newest(3)), ['going', 'run-3', 'run-2']);
  t.same(names(await desk.newest(30)), ['going', 'run-3', 'run-2', 'run-1', 'run-0']);
  t.same(names(await desk.live()), ['going']);
});

t.test('a run in progress has its metrics so far, and those that it logs later', async t => {
  const { store, desk } = await bench(t);
  const live = await liveRun(store, store.run({ id: id(1), name: 'going' }));
  const say = (loss: number) => appendFileSync(join(live.path, 'events'), `{"metric":{"loss":${loss}}}\n`);
  t.same((await desk.live())[0]?.metrics, {});
  say(3);
  say(2);
  t.same((await desk.live())[0]?.metrics.loss, { last: 2, min: 2, max: 3, count: 2, step: 1 });
  say(4);
  t.same((await desk.live())[0]?.metrics.loss, { last: 4, min: 2, max: 4, count: 3, step: 2 });
});

t.test('all are read, the newest first, and those that cannot be are told', async t => {
  const { store, desk } = await bench(t, 3);
  store.on.git('update-ref', runRef(id(9)), 'HEAD');
  const { rows, damaged } = await desk.all(() => {});
  t.same(names(rows), ['run-2', 'run-1', 'run-0']);
  t.equal(damaged.length, 1);
  t.match(damaged[0], `passed over ${id(9)}`);
});

t.test('new, edited and deleted runs are changes, and nothing else is', async t => {
  const { store, desk } = await bench(t, 3);
  const { rows } = await desk.all(() => {});
  const known = new Map(rows.map(one => [one.id, one.commit]));
  t.same(await desk.changes(known, []), { rows: [], gone: [] });
  await save(store, 5);
  store.on.git('update-ref', '-d', runRef(id(1)));
  t.equal((await cli(store.on)('note', 'run-0', '-m', 'look at this')).exitCode, 0);
  const changes = await desk.changes(known, []);
  t.same(changes.gone, [id(1)]);
  t.same(changes.rows.map(({ name, note }) => `${name} ${note}`.trim()).sort(), [
    'run-0 look at this',
    'run-5',
  ]);
});

t.test('a run in progress that has ended since is the run that it became', async t => {
  const { store, desk } = await bench(t);
  await liveRun(store, store.run({ id: id(0), name: 'run-0' }));
  const live = await desk.live();
  t.match(live, [{ status: 'running', commit: undefined }]);
  const known = new Map(live.map(one => [one.id, one.commit]));
  t.match(await desk.changes(known, live), { rows: [{ status: 'running' }], gone: [] });
  await save(store, 0);
  const { rows, gone } = await desk.changes(known, live);
  t.match(rows, [{ id: id(0), status: 'finished' }]);
  t.same([rows.length, gone], [1, []]);
});

t.test('some runs are read again, as they are now', async t => {
  const { store, desk } = await bench(t, 2);
  store.on.git('update-ref', '-d', runRef(id(1)));
  const { rows, gone } = await desk.reread([id(0), id(1)]);
  t.same(names(rows), ['run-0']);
  t.same(gone, [id(1)]);
});

t.test('what is written is heard of, also where there was no run before', async t => {
  const { store, desk } = await bench(t);
  let heard = 0;
  const end = desk.watch(() => {
    heard++;
  });
  t.teardown(end);
  // Until it watches: a file of its own tells.
  for (let n = 0; heard === 0; n++) {
    store.on.write(`.git/probe-${n}`, '');
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  await save(store, 0);
  for (const n of [1, 2]) {
    await calm(() => heard);
    const before = heard;
    store.on.git('update-ref', runRef(id(n)), runRef(id(0)));
    await until(() => heard > before);
  }
  store.on.git('pack-refs', '--all', '--prune');
  await calm(() => heard);
  store.on.git('update-ref', runRef(id(3)), runRef(id(0)));
  await calm(() => heard);
  const before = heard;
  store.on.git('update-ref', runRef(id(4)), runRef(id(0)));
  await until(() => heard > before);
});

/** Until nothing more is heard of what has been done. */
async function calm(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

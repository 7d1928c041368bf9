import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { curvesDesk } from '../../../src/cli/ui/curves-desk.ts';
import { liveOnes } from '../../../src/cli/ui/live-ones.ts';
import { createLive, spoolDirectory } from '../../../src/record/live.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { type StoreBench, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';
import type { Teardown } from '../../support/temporary-repository.ts';

function deskOf(t: Teardown, bench: StoreBench) {
  const context = createContext(worldOf(bench.on, { now: Date.now }).world);
  t.teardown(() => context.close());
  return { context, desk: curvesDesk(context, liveOnes(context)) };
}

const chunk = { key: 'loss', step: [0, 1], value: [2, 1], time: [1_793_624_400, 1_793_624_401] };
const files = storedFiles({ 'metrics/main.ndjson': `${JSON.stringify(chunk)}\n` });
const metrics = { loss: { last: 1, min: 1, max: 2, count: 2, step: 1 } };

t.test('runs that have ended and runs in progress have their curves side by side', async t => {
  const bench = await storeBench(t);
  const { desk } = deskOf(t, bench);
  const run = bench.run({ metrics });
  const ended = { ...run, commit: await bench.save(run, { files }) };
  const live = await liveRun(bench, bench.run());
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":5}}\n');
  const running = { ...live.run, metrics: {} };
  t.same(await desk.metricsOf(ended), ['loss']);
  t.same(await desk.metricsOf(running), ['loss']);
  const [one, other] = await desk.series([ended, running], ['loss']);
  t.same([...(one?.get('loss')?.y ?? [])], [2, 1]);
  t.same([...(other?.get('loss')?.y ?? [])], [5]);
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":4}}\n');
  const [grown] = await desk.series([running], ['loss']);
  t.same([...(grown?.get('loss')?.y ?? [])], [5, 4]);
});

t.test('a run that has ended since it was listed is found in the store', async t => {
  const bench = await storeBench(t);
  const { desk } = deskOf(t, bench);
  const run = bench.run({ metrics });
  await bench.save(run, { files });
  const listed = { ...run, metrics: {} };
  t.same(await desk.metricsOf(listed), ['loss']);
  t.equal((await desk.series([listed], ['loss']))[0]?.get('loss')?.y.length, 2);
});

t.test('one that was looked at while it was going keeps its curve until it is listed anew', async t => {
  const bench = await storeBench(t);
  const { desk } = deskOf(t, bench);
  const live = await liveRun(bench, bench.run());
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":5}}\n');
  const running = { ...live.run, metrics: {} };
  await desk.series([running], ['loss']);
  rmSync(live.path, { recursive: true });
  t.same([...((await desk.series([running], ['loss']))[0]?.get('loss')?.y ?? [])], [5]);
});

t.test('a journal that lies where there was room for it is found there', async t => {
  const bench = await storeBench(t);
  const { context, desk } = deskOf(t, bench);
  const run = bench.run();
  const { path } = await createLive(spoolDirectory(context.env), run.id);
  appendFileSync(join(path, 'events'), '{"metric":{"loss":5}}\n');
  t.same(await desk.metricsOf({ ...run, metrics: {} }), ['loss']);
});

t.test('a run that is nowhere has no curves', async t => {
  const bench = await storeBench(t);
  const { desk } = deskOf(t, bench);
  const run = { ...bench.run(), metrics: {} };
  t.same(await desk.metricsOf(run), []);
  t.same(await desk.series([run], ['loss']), [new Map()]);
});

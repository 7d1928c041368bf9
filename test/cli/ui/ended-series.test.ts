import t from 'tap';
import { type EndedRun, endedSeries } from '../../../src/cli/ui/ended-series.ts';
import type { Metrics } from '../../../src/run/metric.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const STARTED = '2026-11-02T13:00:00Z';
const start = Date.parse(STARTED) / 1000;

const line = (key: string, value: readonly number[]) =>
  `${JSON.stringify({ key, step: value.map((_, at) => at), value, time: value.map((_, at) => start + at) })}\n`;

async function ended(metrics: Record<string, readonly number[]>, measured = '') {
  const text = Object.entries(metrics).map(([key, value]) => line(key, value));
  const files = storedFiles({
    ...(text.length > 0 ? { 'metrics/main.ndjson': text.join('') } : {}),
    ...(measured === '' ? {} : { 'resources.ndjson': measured }),
  });
  const commit = await bench.save(bench.run({ started: STARTED }), { files });
  const known: Metrics = Object.fromEntries(
    Object.entries(metrics).map(([key, { length }]) => [
      key,
      { last: 0, min: 0, max: 0, count: length, step: 0 },
    ]),
  );
  return { commit, started: STARTED, metrics: known } satisfies EndedRun;
}

/** Counts how often the store is read. */
function opened(kept?: { runs: number; points: number }) {
  let reads = 0;
  const { objects, refs } = bench.repository;
  const counting = {
    ...objects,
    read: (...args: Parameters<typeof objects.read>) => {
      reads++;
      return objects.read(...args);
    },
    stream: objects.stream.bind(objects),
    files: objects.files.bind(objects),
  };
  const series = endedSeries(async () => ({ objects: counting, refs }), kept);
  return { ...series, reads: () => reads };
}

const cpu = line('system/cpu', [50, 60]);

t.test('a run has the metrics it logged, and what was measured of its job', async t => {
  const { names, of } = opened();
  const run = await ended({ loss: [3, 2, 1], acc: [0.5] }, cpu);
  t.same(await names(run), ['loss', 'acc', 'system/cpu']);
  const found = await of(run, ['loss', 'system/cpu', 'none']);
  t.same([...found.keys()], ['loss', 'system/cpu']);
  t.same([...(found.get('loss')?.y ?? [])], [3, 2, 1]);
  t.same([...(found.get('loss')?.seconds ?? [])], [0, 1, 2]);
  t.same([...(found.get('system/cpu')?.y ?? [])], [50, 60]);
});

t.test('what was read once is not read again, and is the very same', async t => {
  const { of, reads } = opened();
  const run = await ended({ loss: [3, 2, 1], acc: [0.5] });
  const first = await of(run, ['loss']);
  const before = reads();
  const again = await of(run, ['loss', 'acc']);
  t.equal(reads(), before, 'the others of a run lie beside it, and come with it');
  t.equal(again.get('loss'), first.get('loss'));
  t.ok(again.get('acc'));
});

t.test('of a run whose metrics nobody knows all are looked for', async t => {
  const { names, of } = opened();
  const { commit, started } = await ended({ loss: [3, 2, 1] }, cpu);
  t.same((await names({ commit, started })).toSorted(), ['loss', 'system/cpu']);
  t.equal((await of({ commit, started }, ['loss'])).get('loss')?.y.length, 3);
});

t.test('what the job logged itself under a name of ours is that one', async t => {
  const { of } = opened();
  const run = await ended({ 'system/cpu': [7] }, cpu);
  t.same([...((await of(run, ['system/cpu'])).get('system/cpu')?.y ?? [])], [7]);
});

t.test('those that were not looked at for longest are let go', async t => {
  const { of, reads } = opened({ runs: 2, points: 100 });
  const [a, b, c] = [await ended({ loss: [1] }), await ended({ loss: [2] }), await ended({ loss: [3] })];
  for (const run of [a, b, a, c]) await of(run, ['loss']);
  const before = reads();
  await of(a, ['loss']);
  t.equal(reads(), before);
  await of(b, ['loss']);
  t.not(reads(), before);
});

t.test('so are those that have too many points, but for the last', async t => {
  const { of, reads } = opened({ runs: 9, points: 4 });
  const [a, b] = [await ended({ loss: [1, 2, 3] }), await ended({ loss: [1, 2, 3, 4, 5, 6] })];
  await of(a, ['loss']);
  t.equal((await of(b, ['loss'])).get('loss')?.y.length, 6);
  const before = reads();
  await of(b, ['loss']);
  t.equal(reads(), before);
  await of(a, ['loss']);
  t.not(reads(), before);
});

t.test('a run that is damaged has no curves, and nothing else is wrong', async t => {
  const { of } = opened();
  const files = storedFiles({ 'metrics/main.ndjson': 'nonsense\n' });
  const commit = await bench.save(bench.run(), { files });
  t.equal((await of({ commit, started: STARTED }, ['loss'])).size, 0);
});

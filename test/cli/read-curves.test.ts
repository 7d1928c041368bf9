import t from 'tap';
import { readCurves } from '../../src/cli/read-curves.ts';
import { loadRun } from '../../src/store/load.ts';
import { entryOf } from '../../src/store/save.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const start = Date.parse('2026-11-02T13:00:00Z') / 1000;
const run = bench.run({ name: 'otter', started: new Date(start * 1000).toISOString() });
const lines = [
  { key: 'loss', step: [0, 1, 2, 3], value: [4, 3, 2, 1], time: [0, 10, 20, 30].map(at => start + at) },
  { key: 'acc', step: [0], value: [0.5], time: [start] },
  // Resumed from a checkpoint: it goes back.
  { key: 'loss', step: [2, 4], value: [2.5, 0.5], time: [40, 50].map(at => start + at) },
];
const content = Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
const commit = await bench.save(run, {
  files: [{ path: 'metrics/events.ndjson', content, ...entryOf(content) }],
});
const loaded = await loadRun(bench.repository.objects, commit);
const wish = { metrics: new Set(['loss']), axis: 'step', every: 1, origin: start - 100 } as const;

t.test('all points of the metrics that are asked for, by ascending step', async t => {
  const curves = await readCurves(bench.repository, loaded, wish);
  t.same(Object.fromEntries(curves), {
    loss: { run: 'otter', x: [0, 1, 2, 2, 3, 4], y: [4, 3, 2, 2.5, 1, 0.5] },
  });
});

t.test('over time, from the start of the run or of the first', async t => {
  const x = async (axis: 'relative' | 'time') =>
    (await readCurves(bench.repository, loaded, { ...wish, axis })).get('loss')?.x;
  t.same(await x('relative'), [0, 10, 20, 30, 40, 50]);
  t.same(await x('time'), [100, 110, 120, 130, 140, 150]);
});

t.test('of every few points one is taken, and the last', async t => {
  const curves = await readCurves(bench.repository, loaded, { ...wish, every: 4 });
  t.same(curves.get('loss')?.x, [0, 3, 4]);
});

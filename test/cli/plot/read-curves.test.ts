import t from 'tap';
import { readCurves } from '../../../src/cli/plot/read-curves.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const start = Date.parse('2026-11-02T13:00:00Z') / 1000;
const run = bench.run({ name: 'otter', started: new Date(start * 1000).toISOString() });
const lines = [
  { key: 'loss', step: [0, 1, 2, 3], value: [4, 3, 2, 1], time: [0, 10, 20, 30].map(at => start + at) },
  { key: 'acc', step: [0], value: [0.5], time: [start] },
  // Resumed from a checkpoint: it goes back.
  { key: 'loss', step: [2, 4], value: [2.5, 0.5], time: [40, 50].map(at => start + at) },
];
const filesOf = (all: readonly object[]) =>
  storedFiles({ 'metrics/events.ndjson': all.map(line => `${JSON.stringify(line)}\n`).join('') });
const commit = await bench.save(run, { files: filesOf(lines) });

const read = async (...commits: string[]) => {
  const runs = commits.map(commit => ({ commit, started: run.started }));
  const curves = await readCurves(bench.repository, runs, { metrics: new Set(['loss']) });
  return curves.map(one => Object.fromEntries(one));
};
const loss = {
  step: [0, 1, 2, 3, 2, 4],
  seconds: [0, 10, 20, 30, 40, 50],
  y: [4, 3, 2, 1, 2.5, 0.5],
};

t.test('all points of the metrics that are asked for, as they were recorded', async t => {
  t.same(await read(commit), [{ loss }]);
});

t.test('of several runs each has its own, and one without metrics has none', async t => {
  const bare = await bench.save(bench.run());
  const short = await bench.save(bench.run(), {
    files: filesOf([{ key: 'loss', step: [7], value: [9], time: [start] }]),
  });
  const found = await read(bare, commit, bare, short);
  t.match(found, [{}, { loss }, {}, { loss: { step: [7], seconds: [0], y: [9] } }]);
  t.same(found[2], {});
});

t.test(
  'what git-run measured is a curve like any other; one that the job logged itself is that one',
  async t => {
    const key = 'system/cpu';
    const point = (value: number) => ({ key, step: [2], value: [value], time: [start + 2] });
    const text = (line: object) => `${JSON.stringify(line)}\n`;
    const [measured, both] = [
      await bench.save(bench.run(), { files: storedFiles({ 'resources.ndjson': text(point(1)) }) }),
      await bench.save(bench.run(), {
        files: storedFiles({ 'resources.ndjson': text(point(1)), 'metrics/main.ndjson': text(point(7)) }),
      }),
    ];
    const commits = [measured, commit, both];
    const logged = { [key]: { last: 7, min: 7, max: 7, count: 1, step: 2 } };
    const unknown = commits.map(one => ({ commit: one, started: run.started }));
    const known = unknown.map((one, at) => ({ ...one, metrics: at === 2 ? logged : {} }));
    for (const runs of [unknown, known]) {
      const found = await readCurves(bench.repository, runs, { metrics: new Set([key, 'loss']) });
      t.same(
        found.map(one => one.get(key)?.y),
        [[1], undefined, [7]],
      );
      t.same(found[1]?.get('loss'), loss);
    }
    const runs = [{ commit: measured, started: run.started, metrics: {} }];
    const done: number[] = [];
    const [alone] = await readCurves(bench.repository, runs, {
      metrics: new Set([key]),
      onRun: at => done.push(at),
    });
    t.same(alone?.get(key), { step: [2], seconds: [2], y: [1] });
    t.same(done, [0]);
  },
);

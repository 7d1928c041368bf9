import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openMetricSeries, writerName } from '../../../src/capture/metrics/metric-series.ts';
import { chunksOf, put } from '../../support/ended-job.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('points are kept by writer and key, and summed up over all', async t => {
  const directory = join(temporaryDirectory(t), 'series');
  const series = openMetricSeries({ directory, now: () => 5 });
  series.add('main', 'loss', 0.5, 10, 100);
  series.add('main', 'acc', 0.9);
  series.add('main', 'loss', Number.NaN, 20);
  series.add('rank1', 'loss', 0.1, 30, 300);
  const { metrics, files } = await series.close();
  t.same(files, [
    { path: 'main.ndjson', file: join(directory, 'main.ndjson') },
    { path: 'rank1.ndjson', file: join(directory, 'rank1.ndjson') },
  ]);
  t.same(chunksOf(join(directory, 'main.ndjson')), [
    { key: 'loss', step: [10, 20], time: [100, 5], value: [0.5, Number.NaN] },
    { key: 'acc', step: [0], time: [5], value: [0.9] },
  ]);
  t.match(metrics.loss, { last: 0.1, min: 0.1, max: 0.5, count: 3, step: 30 });
});

t.test('steps that nobody named are counted for each writer and key', async t => {
  const directory = temporaryDirectory(t);
  const series = openMetricSeries({ directory, now: () => 0 });
  for (const key of ['a', 'b', 'a']) series.add('main', key, 1);
  series.add('other', 'a', 1);
  series.add('other', 'a', 1, 40);
  series.add('other', 'a', 1);
  await series.close();
  t.same(
    chunksOf(join(directory, 'main.ndjson')).map(({ step }) => step),
    [[0, 1], [0]],
  );
  t.same(chunksOf(join(directory, 'other.ndjson'))[0]?.step, [0, 40, 41]);
});

t.test('a long series has a thousand points a line', async t => {
  const directory = temporaryDirectory(t);
  const series = openMetricSeries({ directory, now: () => 0 });
  for (let step = 0; step < 2500; step++) series.add('main', 'loss', step / 2, step);
  const { metrics } = await series.close();
  const chunks = chunksOf(join(directory, 'main.ndjson'));
  t.same(
    chunks.map(({ value }) => value.length),
    [1000, 1000, 500],
  );
  t.same(
    chunks.flatMap(({ step }) => step),
    Array.from({ length: 2500 }, (_, step) => step),
  );
  t.equal(metrics.loss?.count, 2500);
});

t.test('many keys of few points are not held', async t => {
  const directory = temporaryDirectory(t);
  const series = openMetricSeries({ directory, now: () => 0 });
  for (let point = 0; point < 3; point++) {
    for (let key = 0; key < 20_000; key++) series.add('main', `k${key}`, point);
  }
  t.ok(existsSync(join(directory, 'main.ndjson')), 'written before the end');
  const { metrics } = await series.close();
  t.equal(Object.keys(metrics).length, 20_000);
  t.equal(
    chunksOf(join(directory, 'main.ndjson')).reduce((sum, { value }) => sum + value.length, 0),
    60_000,
  );
});

t.test('what an interrupted attempt left is not counted twice', async t => {
  const directory = temporaryDirectory(t);
  const file = put(directory, 'main.ndjson', '{"key":"old"}\n');
  const series = openMetricSeries({ directory, now: () => 0 });
  series.add('main', 'new', 1);
  await series.close();
  t.same(
    chunksOf(file).map(({ key }) => key),
    ['new'],
  );
});

t.test('no points leave no files', async t => {
  const directory = join(temporaryDirectory(t), 'none');
  t.same(await openMetricSeries({ directory, now: () => 0 }).close(), { metrics: {}, files: [] });
  t.notOk(existsSync(directory));
});

t.test('keys and writers may be called anything', async t => {
  const directory = temporaryDirectory(t);
  const series = openMetricSeries({ directory, now: () => 0 });
  series.add('../../x', '__proto__', 1);
  const { metrics, files } = await series.close();
  t.same(
    files.map(({ path }) => path),
    ['.._.._x.ndjson'],
  );
  t.same(Object.keys(metrics), ['__proto__']);
  t.equal(writerName(''), '_');
  t.equal(writerName('é'.repeat(300)).length, 100);
});

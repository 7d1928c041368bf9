import t from 'tap';
import { canonical } from '../../src/run/json.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { readRunSeries } from '../../src/store/run-series.ts';
import { entryOf } from '../../src/store/save.ts';
import { findTip } from '../../src/store/tips.ts';
import { continueRun } from '../support/attempts.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);

function file(path: string, key: string, value: number[]) {
  const text = `${canonical({ key, step: value.map((_, at) => at), value, time: value.map(() => 1) })}\n`;
  const content = Buffer.from(text);
  return { path: `metrics/${path}`, ...entryOf(content), content };
}

async function read(...commits: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { commit, chunk } of readRunSeries(bench.repository.objects, commits))
    found.push(`${commits.indexOf(commit)} ${chunk.key} ${chunk.value.length}`);
  return found;
}

t.test('the series of many runs are read in their order', async t => {
  const one = await bench.save(bench.run(), {
    files: [file('0.ndjson', 'loss', [3, 2]), file('1.ndjson', 'acc', [1])],
  });
  const none = await bench.save(bench.run());
  const many = await bench.save(bench.run(), { files: [file('0.ndjson', 'loss', [1])] });
  t.same(await read(one, none, many), ['0 loss 2', '0 acc 1', '2 loss 1']);
  t.same(
    await read(...Array.from({ length: 70 }, () => one)),
    Array(70).fill(['0 loss 2', '0 acc 1']).flat(),
  );
});

t.test('long ones stream by, and those of writers with a folder each are found', async t => {
  const long = Array.from({ length: 60_000 }, () => 0.123456);
  const commit = await bench.save(bench.run(), {
    files: [file('0.ndjson', 'loss', long), file('host/1.ndjson', 'acc', [1])],
  });
  t.same(await read(commit), ['0 loss 60000', '0 acc 1']);
});

t.test('what attempts added comes behind what was recorded', async t => {
  const run = bench.run();
  await bench.save(run, { files: [file('0.ndjson', 'loss', [3, 2])] });
  await continueRun(bench.repository, run.id, { metrics: { loss: [1], acc: [0.5] } });
  await continueRun(bench.repository, run.id, { metrics: { loss: [0, 0, 0] } });
  const { commit } = (await findTip(bench.repository, run.id)) as RunTip;
  t.same(await read(commit), ['0 loss 2', '0 loss 1', '0 acc 1', '0 loss 3']);
  const other = bench.run();
  await bench.save(other);
  await continueRun(bench.repository, other.id, { params: { late: '1' } });
  t.same(await read(((await findTip(bench.repository, other.id)) as RunTip).commit), []);
});

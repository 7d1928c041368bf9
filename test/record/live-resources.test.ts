import { appendFileSync, mkdirSync } from 'node:fs';
import t from 'tap';
import { createLive } from '../../src/record/live.ts';
import { packResources, readLiveResources, samplesFile } from '../../src/record/live-resources.ts';
import { RESOURCES } from '../../src/run/manifest.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { entryOf, type RunFile } from '../../src/store/save.ts';
import { readSeries } from '../../src/store/series.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const START = 1_793_620_800_000;
const newLive = () => createLive(temporaryDirectory(t), newRunId(START));
const sample = (seconds: number, values: object) =>
  `${JSON.stringify({ time: START / 1000 + seconds, values })}\n`;

t.test('what was measured so far is a series for each key, over the seconds of the run', async t => {
  const live = await newLive();
  t.same(await readLiveResources(live, START), []);
  const file = samplesFile(live);
  appendFileSync(file, sample(0.75, { 'system/cpu': 50, 'system/memory': 1e6 }));
  appendFileSync(file, sample(-1, { 'system/gpu0': 3 }));
  appendFileSync(file, `${sample(2.75, { 'system/cpu': 150, 'system/memory': 2e6 })}{"time":17`);
  const time = [0.75, 2.75].map(seconds => START / 1000 + seconds);
  t.same(await readLiveResources(live, START), [
    { key: 'system/cpu', step: [0, 2], value: [50, 150], time },
    { key: 'system/memory', step: [0, 2], value: [1e6, 2e6], time },
    // By a clock that was set back.
    { key: 'system/gpu0', step: [0], value: [3], time: [START / 1000 - 1] },
  ]);
});

t.test('they are packed as one file of series, its lines short', async t => {
  const live = await newLive();
  t.same(await packResources(live, START), { files: [], problems: [] });
  const many = Array.from({ length: 2500 }, (_, at) => sample(at, { 'system/cpu': at }));
  appendFileSync(samplesFile(live), many.join(''));
  const { files, problems } = await packResources(live, START);
  t.same(problems, []);
  const [file] = files as [RunFile & { readonly content: Uint8Array }];
  t.match(file, { path: RESOURCES, ...entryOf(file.content) });
  const lengths: number[] = [];
  for await (const { value } of readSeries([file.content] as unknown as AsyncIterable<Uint8Array>))
    lengths.push(value.length);
  t.same(lengths, [1000, 1000, 500]);
});

t.test('that they cannot be read is a problem of the run', async t => {
  const live = await newLive();
  mkdirSync(samplesFile(live));
  t.match(await packResources(live, START), {
    files: [],
    problems: [{ code: 'not-kept', message: /^resources\.ndjson could not be kept: EISDIR/ }],
  });
});

import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { readSamples, type Sample } from '../../../src/capture/job/read-samples.ts';
import { openSamples, type ResourceSamples } from '../../../src/capture/job/resource-samples.ts';

const YEAR = 365 * 86_400_000;

async function samplesIn(file: string): Promise<Sample[]> {
  const found: Sample[] = [];
  for await (const sample of readSamples(file)) found.push(sample);
  return found;
}

/** Looks again and again, as the watch of a job does, until something is so. */
async function looking(samples: ResourceSamples, memory: number, isSo: () => boolean): Promise<void> {
  for (let cpu = 0; !isSo(); cpu += 0.02) {
    samples.look({ cpu, memory, peak: memory });
    await delay(10);
  }
}

t.test('a job that is over at once leaves nothing', async t => {
  const file = join(t.testdir(), 'resources');
  const samples = openSamples({ file });
  samples.look({ cpu: 0.1, memory: 1e6, peak: 1e6 });
  await samples.close();
  t.notOk(existsSync(file));
});

t.test('samples are there while the job runs, and what came behind the last is added at its end', async t => {
  const file = join(t.testdir(), 'resources');
  const samples = openSamples({ file });
  samples.look({ cpu: 7, memory: 3e6, peak: 3e6 });
  await looking(samples, 1e6, () => existsSync(file) && statSync(file).size > 0);
  t.match(
    await samplesIn(file),
    [{ time: Number, values: { 'system/memory': 3e6 } }],
    'the most, not the last',
  );
  samples.look({ cpu: 100, memory: 2e6, peak: 2e6 });
  await samples.close();
  const [first, last, ...more] = await samplesIn(file);
  t.same(more, []);
  t.equal(last?.values['system/memory'], 2e6);
  t.ok((first?.values['system/cpu'] ?? -1) >= 0, 'not negative, though a process took its time with it');
  t.ok((last?.values['system/cpu'] ?? 0) > 100, `${last?.values['system/cpu']} %`);
  t.ok((last?.time ?? 0) > (first?.time ?? 0));
  t.equal(statSync(file).mode & 0o777, 0o600);
});

t.test('a run of a year is sampled once an hour', async t => {
  const file = join(t.testdir(), 'resources');
  const samples = openSamples({ file, started: Date.now() - YEAR });
  await looking(samples, 1e6, () => existsSync(file));
  const until = performance.now() + 2100;
  await looking(samples, 1e6, () => performance.now() > until);
  await samples.close();
  t.equal((await samplesIn(file)).length, 2, 'the first, and the one at the end');
});

t.test('a journal that is gone is not made again, and nothing is said', async t => {
  const file = join(t.testdir(), 'gone', 'resources');
  const samples = openSamples({ file });
  const until = performance.now() + 600;
  await looking(samples, 1e6, () => performance.now() > until);
  await t.resolves(samples.close());
  t.notOk(existsSync(join(file, '..')));
});

t.test('what nvidia-smi tells is beside it', async t => {
  const directory = t.testdir();
  const [file, smi] = [join(directory, 'resources'), join(directory, 'nvidia-smi')];
  writeFileSync(smi, '#!/bin/sh\necho "0, 97, 40536"\n');
  chmodSync(smi, 0o755);
  const samples = openSamples({ file, job: { env: { PATH: `${directory}:/usr/bin:/bin` }, directory } });
  const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  await looking(samples, 1e6, () => text().includes('gpu0'));
  await samples.close();
  const values = Object.assign({}, ...(await samplesIn(file)).map(sample => sample.values));
  t.match(values, { 'system/memory': 1e6, 'system/gpu0': 97, 'system/gpu0_memory': 40536 * 2 ** 20 });
});

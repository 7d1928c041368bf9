import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readSamples } from '../../../src/capture/job/read-samples.ts';

async function read(file: string) {
  const found: unknown[] = [];
  for await (const sample of readSamples(file)) found.push(sample);
  return found;
}

const line = (time: number, values: object) => `${JSON.stringify({ time, values })}\n`;

t.test('samples come back in their order, also when another follows', async t => {
  const file = join(t.testdir(), 'resources');
  writeFileSync(file, line(10, { 'system/cpu': 50, 'system/memory': 1 }));
  t.same(await read(file), [{ time: 10, values: { 'system/cpu': 50, 'system/memory': 1 } }]);
  appendFileSync(file, line(12, { 'system/gpu0': 9 }));
  t.same((await read(file))[1], { time: 12, values: { 'system/gpu0': 9 } });
});

t.test('torn lines, and what a job wrote there, are passed over', async t => {
  const file = join(t.testdir(), 'resources');
  const strange = [
    '',
    'null',
    '{"time":11}',
    '{"time":"11","values":{"system/cpu":1}}',
    '{"time":1e999,"values":{"system/cpu":1}}',
    '{"time":11,"values":{"loss":1,"system/cpu":"9","__proto__":1}}',
    `{"time":11,"values":{"system/cpu":1,"x":"${'x'.repeat(2 ** 20)}"}}`,
    '{"time":11,"values":{"syst{"time":12,"values":{"system/cpu":3}}',
  ];
  writeFileSync(file, `${strange.join('\n')}\n${line(13, { 'system/cpu': 4, loss: 1 })}{"time":14,"val`);
  t.same(await read(file), [{ time: 13, values: { 'system/cpu': 4 } }]);
});

t.test('that there is no file is an error of the system', async t => {
  await t.rejects(read(join(t.testdir(), 'none')), { code: 'ENOENT' });
});

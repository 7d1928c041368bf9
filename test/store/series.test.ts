import fc from 'fast-check';
import t from 'tap';
import { CorruptRecordError } from '../../src/run/errors.ts';
import { canonical } from '../../src/run/json.ts';
import { readSeries } from '../../src/store/series.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 7): Promise<unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of readSeries(pieces(Buffer.from(text), size))) chunks.push(chunk);
  return chunks;
}

t.test('a series is read as it streams by, however it is cut', async () => {
  const chunk = fc.array(fc.tuple(fc.nat(), fc.double(), fc.nat()), { maxLength: 4 }).chain(points =>
    fc.record({
      key: fc.string({ unit: 'binary' }),
      step: fc.constant(points.map(([step]) => step)),
      value: fc.constant(points.map(([, value]) => value)),
      time: fc.constant(points.map(([, , time]) => time)),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(chunk, { maxLength: 4 }),
      fc.integer({ min: 1, max: 50 }),
      async (chunks, size) => {
        const lines = chunks.map(line => `${canonical(line)}\n`).join('');
        return canonical(await read(lines, size)) === canonical(chunks);
      },
    ),
  );
});

t.test('a last line without its line break counts', async t => {
  t.same(await read('{"key":"a","step":[0],"value":[1],"time":[2]}'), [
    { key: 'a', step: [0], value: [1], time: [2] },
  ]);
});

t.test('what is no series is damage', async t => {
  const wrong = [
    'x\n',
    'null\n',
    '{}\n',
    '7\n',
    '\n',
    '{"key":"a","step":[0],"value":[1,2],"time":[2]}\n',
    '{"key":"a","step":[0],"value":["1"],"time":[2]}\n',
    '{"key":"a","step":{"length":1},"value":[1],"time":[2]}\n',
    '{"key":7,"step":[],"value":[],"time":[]}\n',
  ];
  for (const line of wrong) await t.rejects(read(line), CorruptRecordError, line);
});

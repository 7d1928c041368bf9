import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { takeEvents } from '../../src/record/take-events.ts';

const FINISHED = { status: 'finished', exitCode: 0 };
const END = '{"end":{"status":"finished"}}\n';
async function* pieces(...parts: readonly (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part);
}

t.test('however it is cut into pieces, what was written up to the end is kept', async t => {
  const file = join(t.testdir(), 'events');
  const text = `{"metric":{"é":1}}\n\nno event\n{"metric":{"a":2}}\n${END}`;
  const bytes = Buffer.from(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: bytes.length })), async cuts => {
      writeFileSync(file, '');
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const parts = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      const taken = await takeEvents(pieces(...parts), file);
      return (
        JSON.stringify(taken) === JSON.stringify({ outcome: FINISHED, problems: [] }) &&
        readFileSync(file, 'utf8') === text
      );
    }),
    { numRuns: 30 },
  );
});

t.test('an end ends it, though its pipe stays open', async t => {
  const file = join(t.testdir(), 'events');
  const open = async function* () {
    yield Buffer.from(END);
    await new Promise(() => {});
  };
  t.same(await takeEvents(open(), file), { outcome: FINISHED, problems: [] });
});

t.test('input that ends without one has none; its last line is kept', async t => {
  const file = join(t.testdir(), 'events');
  t.same(await takeEvents(pieces('{"note":"the \\"end\\""}\n{"metric":'), file), { problems: [] });
  t.equal(readFileSync(file, 'utf8'), '{"note":"the \\"end\\""}\n{"metric":');
  t.same(await takeEvents(pieces(END.trim()), file), { outcome: FINISHED, problems: [] });
});

t.test('a line without an end takes no memory, and is kept as it is', async t => {
  const file = join(t.testdir(), 'events');
  const piece = 'x'.repeat(1 << 20);
  t.same(await takeEvents(pieces(piece, piece, `${piece}\n${END.slice(0, 9)}`, END.slice(9)), file), {
    outcome: FINISHED,
    problems: [],
  });
  t.equal(readFileSync(file).length, 3 * piece.length + 1 + END.length);
});

t.test('trouble with the disk, or with the pipe, is a problem of the run, and all is taken', async t => {
  const nowhere = join(t.testdir(), 'no/events');
  const taken = await takeEvents(pieces('{"a":1}\n', '{"a":2}\n', END), nowhere);
  t.match(taken, { outcome: FINISHED, problems: [{ code: 'events-incomplete' }] });
  t.equal(taken.problems.length, 1);
  t.notOk(existsSync(nowhere));
  const broken = async function* () {
    yield Buffer.from('{"metric":{"a":1}}\n');
    throw new Error('EIO');
  };
  t.match(await takeEvents(broken(), join(t.testdir(), 'events')), {
    outcome: undefined,
    problems: [{ message: /EIO/ }],
  });
});

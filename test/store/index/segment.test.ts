import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { linesOf, readBlocks, writeSegment } from '../../../src/store/index/segment.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const directory = temporaryDirectory(t);
let count = 0;

async function written(lines: readonly string[]): Promise<string> {
  const path = join(directory, `${count++}.runs`);
  const writer = await writeSegment(path);
  for (const line of lines) await writer.add(line);
  await writer.finish();
  return path;
}

async function read(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const block of readBlocks(path)) lines.push(...linesOf(block));
  return lines;
}

/** Three blocks of about a MiB, and what is left. */
const LINES = Array.from({ length: 3500 }, (_, n) => `${n} ${'x'.repeat(1000)}`);

t.test('lines come back in their order', async t => {
  t.same(await read(await written(LINES)), LINES);
  t.same(await read(await written(['', 'a', ''])), ['', 'a', '']);
});

t.test('of a file that is cut off, or spoilt, whole blocks are read and the rest is not', async t => {
  const path = await written(LINES);
  const whole = readFileSync(path);
  const blocks = LINES.length;
  for (const size of [0, 1, 15, 16, 17, 60, 66, 67, 2 ** 20, whole.length - 2 ** 20, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, size));
    const lines = await read(path);
    t.same(lines, LINES.slice(0, lines.length), `${size} bytes`);
    t.ok(lines.length < blocks, `${size} bytes are not all of them`);
  }
  const zeroed = Buffer.from(whole);
  zeroed.fill(0, 1_500_000, 1_504_096);
  writeFileSync(path, zeroed);
  const lines = await read(path);
  t.ok(lines.length > 0 && lines.length < blocks);
  t.same(lines, LINES.slice(0, lines.length));
});

t.test('a file of another version, or of somebody else, is passed over', async t => {
  const path = await written(['a']);
  const whole = readFileSync(path, 'latin1');
  for (const other of [whole.replace('index 1', 'index 2'), whole.replace('index 1', 'index 0'), 'x', '']) {
    writeFileSync(path, other, 'latin1');
    t.same(await read(path), []);
  }
  t.same(await read(join(directory, 'none.runs')), [], 'another process has taken it in');
  t.same(await read(directory), [], 'a directory of that name');
});

t.test('a file is not there before it is whole, and leaves nothing where it is given up', async t => {
  const before = await readdir(directory);
  const writer = await writeSegment(join(directory, 'new.runs'));
  await writer.add('a');
  t.notOk((await readdir(directory)).includes('new.runs'));
  await writer.abandon();
  t.same(await readdir(directory), before);
  const empty = await writeSegment(join(directory, 'empty.runs'));
  await empty.finish();
  t.same(await readdir(directory), before, 'nor is there one without a line');
});

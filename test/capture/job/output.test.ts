import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { openLog, readLogSummary } from '../../../src/capture/job/output.ts';

const MIB = 1 << 20;

function clock(start = 1_700_000_000_000) {
  let at = start;
  const pass = (ms: number) => {
    at += ms;
  };
  return { now: () => at, pass };
}

function index(directory: string): Record<string, unknown>[] {
  return readFileSync(join(directory, 'index.ndjson'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

function parts(directory: string): string[] {
  return readdirSync(directory).filter(name => name.endsWith('.log'));
}

function kept(directory: string): Buffer {
  return Buffer.concat(parts(directory).map(name => readFileSync(join(directory, name))));
}

/** Bytes that differ from place to place. */
function pattern(length: number, from = 0): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i + 4 <= length; i += 4) bytes.writeUInt32LE((from + i) >>> 0, i);
  return bytes;
}

t.test('output is kept byte for byte, with stream and time', async t => {
  const directory = join(t.testdir(), 'log');
  const { now, pass } = clock();
  const log = openLog({ directory, limit: MIB, now });
  await log.write('stdout', Buffer.from('one\n'));
  pass(999);
  await log.write('stdout', Buffer.from('two\n'));
  pass(1);
  await log.write('stdout', Buffer.from('three\n'));
  await log.write('stderr', Buffer.from('oh\n'));
  t.same(await log.close(), { bytes: 17, dropped: 0, parts: 1 });
  t.equal(kept(directory).toString(), 'one\ntwo\nthree\noh\n');
  t.same(index(directory), [
    { bytes: 8, stream: 'stdout', time: 1_700_000_000_000 },
    { bytes: 6, stream: 'stdout', time: 1_700_000_001_000 },
    { bytes: 3, stream: 'stderr', time: 1_700_000_001_000 },
  ]);
  t.equal(statSync(join(directory, '000000.log')).mode & 0o777, 0o600);
  t.equal(statSync(join(directory, 'index.ndjson')).mode & 0o777, 0o600);
  t.same(await readLogSummary(directory), { bytes: 17, dropped: 0, parts: 1 });
});

t.test('a job that writes nothing leaves nothing', async t => {
  const directory = join(t.testdir(), 'log');
  const log = openLog({ directory, limit: MIB, ...clock() });
  await log.sync();
  t.same(await log.close(), { bytes: 0, dropped: 0, parts: 0 });
  t.same(await readLogSummary(directory), { bytes: 0, dropped: 0, parts: 0 });
});

t.test('what was synced can be read while the job runs', async t => {
  const directory = t.testdir();
  const log = openLog({ directory, limit: MIB, ...clock() });
  await log.write('tty', Buffer.from('half a line'));
  await log.sync();
  t.equal(kept(directory).toString(), 'half a line');
  t.match(index(directory), [{ bytes: 11, stream: 'tty' }]);
  await log.close();
});

t.test('calls that do not wait for each other are kept in their order', async t => {
  const directory = t.testdir();
  const log = openLog({ directory, limit: MIB, ...clock() });
  await Promise.all(['a', 'b', 'c', 'd'].map(letter => log.write('stdout', Buffer.from(letter))));
  await log.close();
  t.equal(kept(directory).toString(), 'abcd');
});

t.test('of a log over the limit the start and the last 8 MiB are kept, and the index says so', async t => {
  const size = fc.oneof(
    fc.integer({ min: 1, max: 64 }),
    fc.constantFrom(MIB, 4 * MIB, 4 * MIB - 1, 5 * MIB),
    fc.integer({ min: 1, max: 6 * MIB }),
  );
  const piece = fc.tuple(fc.constantFrom('stdout' as const, 'stderr' as const), size);
  const limit = fc.oneof(fc.constantFrom(0, 1, 4 * MIB, 5 * MIB), fc.integer({ min: 0, max: 9 * MIB }));
  const all = pattern(90 * MIB);
  const property = async (pieces: ['stdout' | 'stderr', number][], limit: number) => {
    const directory = t.testdir();
    const log = openLog({ directory, limit, ...clock() });
    let bytes = 0;
    for (const [stream, length] of pieces) {
      await log.write(stream, all.subarray(bytes, bytes + length));
      bytes += length;
    }
    const end = await log.close();
    const content = kept(directory);
    const { dropped } = end;
    t.equal(end.trouble, undefined);
    t.equal(end.bytes, bytes);
    t.equal(content.length, bytes - dropped);
    if (dropped > 0) t.ok(bytes - limit - dropped >= 8 * MIB && bytes - limit - dropped <= 12 * MIB);
    else t.ok(bytes <= limit + 12 * MIB);
    const start = dropped > 0 ? limit : bytes;
    t.ok(content.subarray(0, start).equals(all.subarray(0, start)));
    t.ok(content.subarray(start).equals(all.subarray(start + dropped, bytes)));
    t.same(await readLogSummary(directory), { bytes, dropped, parts: parts(directory).length });
    checkIndex(t, directory, pieces, dropped > 0 ? [limit, limit + dropped] : undefined);
  };
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 15, size: 'max' }), limit, property), {
    numRuns: 20,
  });
});

/** Compares the streams that the index gives for every byte with those of what was written. */
function checkIndex(
  t: Test,
  directory: string,
  pieces: readonly ['stdout' | 'stderr', number][],
  gap: [number, number] | undefined,
): void {
  const written = spans(pieces);
  const listed: [string, number][] = [];
  for (const line of pieces.length === 0 ? [] : index(directory)) {
    if ('dropped' in line) {
      t.same([listed.reduce((sum, [, n]) => sum + n, 0), line.dropped], [gap?.[0], gap![1] - gap![0]]);
      listed.push(['dropped', Number(line.dropped)]);
    } else listed.push([String(line.stream), Number(line.bytes)]);
  }
  const expected = gap === undefined ? written : cut(written, gap);
  t.same(spans(listed), spans(expected));
}

function spans(pieces: readonly (readonly [string, number])[]): [string, number][] {
  const joined: [string, number][] = [];
  for (const [stream, length] of pieces) {
    const last = joined.at(-1);
    if (last?.[0] === stream) last[1] += length;
    else if (length > 0) joined.push([stream, length]);
  }
  return joined;
}

function cut(pieces: readonly [string, number][], [from, to]: [number, number]): [string, number][] {
  const result: [string, number][] = [];
  let at = 0;
  for (const [stream, length] of pieces) {
    const end = at + length;
    result.push([stream, Math.max(0, Math.min(end, from) - at)]);
    if (at <= from && from < end) result.push(['dropped', to - from]);
    result.push([stream, Math.max(0, end - Math.max(at, to))]);
    at = end;
  }
  return result;
}

t.test('the summary of a run whose recorder was killed goes by the parts', async t => {
  const directory = t.testdir();
  const log = openLog({ directory, limit: 5 * MIB, ...clock() });
  for (let i = 0; i < 30; i++) await log.write('stdout', pattern(MIB));
  await log.sync();
  const { bytes, dropped } = await log.close();
  t.ok(dropped > 0);
  const indexFile = join(directory, 'index.ndjson');
  truncateSync(indexFile, statSync(indexFile).size - 7);
  t.match(await readLogSummary(directory), { bytes, dropped }, 'with a torn index');
  writeFileSync(indexFile, '');
  t.match(await readLogSummary(directory), { bytes, dropped }, 'with an index that is behind');
});

t.test('trouble with the disk ends the log and is told, the job hears nothing of it', async t => {
  await t.test('from the start', async t => {
    const directory = t.testdir({ log: 'a file' });
    const log = openLog({ directory: join(directory, 'log'), limit: MIB, ...clock() });
    await log.write('stdout', Buffer.from('lost'));
    await log.sync();
    t.match(await log.close(), { bytes: 4, dropped: 4, parts: 0, trouble: /EEXIST|ENOTDIR/ });
  });
  await t.test('later', async t => {
    const directory = t.testdir();
    // The name of the second part is taken by something that is none.
    mkdirSync(join(directory, '000001.log'));
    const log = openLog({ directory, limit: 64 * MIB, ...clock() });
    await log.write('stdout', pattern(3 * MIB));
    await log.write('stdout', pattern(3 * MIB));
    await log.write('stdout', Buffer.from('more'));
    t.match(await log.close(), { bytes: 6 * MIB + 4, dropped: 2 * MIB + 4, parts: 1, trouble: /EEXIST/ });
    t.same(index(directory).at(-1), { dropped: 2 * MIB + 4 });
    t.equal(readFileSync(join(directory, '000000.log')).length, 4 * MIB);
  });
});

t.test('the log of a recorder that was killed is gone on with, and says where', async t => {
  const directory = join(t.testdir(), 'log');
  const { now, pass } = clock();
  const first = openLog({ directory, limit: MIB, now });
  t.teardown(() => first.close());
  await first.write('stdout', Buffer.from('known'));
  await first.sync();
  await first.write('stderr', Buffer.from(' unknown'));
  // Killed here: what was noted last is not in the index, and a line is torn.
  appendFileSync(join(directory, 'index.ndjson'), '{"bytes":8,"str');
  pass(5000);
  const second = openLog({ directory, limit: MIB, now, resume: 'unknown' });
  await second.write('stderr', Buffer.from(' more'));
  t.same(await second.close(), { bytes: 18, dropped: 0, parts: 1 });
  t.equal(kept(directory).toString(), 'known unknown more');
  const time = now();
  t.same(index(directory), [
    { bytes: 5, stream: 'stdout', time: time - 5000 },
    { bytes: 8, stream: 'unknown', time },
    { resumed: time },
    { bytes: 5, stream: 'stderr', time },
  ]);
  t.same(await readLogSummary(directory), { bytes: 18, dropped: 0, parts: 1 });
});

t.test('a log that is gone on with keeps to its limit', async t => {
  const directory = join(t.testdir(), 'log');
  const { now } = clock();
  const first = openLog({ directory, limit: 10, now });
  t.teardown(() => first.close());
  await first.write('stdout', Buffer.from('12345'));
  await first.sync();
  const second = openLog({ directory, limit: 10, now, resume: 'stdout' });
  await second.write('stdout', pattern(32 * MIB));
  const { bytes, dropped, parts } = await second.close();
  t.equal(bytes, 32 * MIB + 5);
  t.ok(dropped > 16 * MIB, String(dropped));
  t.equal(kept(directory).subarray(0, 5).toString(), '12345');
  t.same(await readLogSummary(directory), { bytes, dropped, parts });
});

t.test('a log whose directory is gone is no log any more', async t => {
  const directory = join(t.testdir(), 'gone');
  const log = openLog({ directory, limit: MIB, now: Date.now, resume: 'stdout' });
  await log.write('stdout', Buffer.from('x'));
  t.match(await log.close(), { bytes: 1, trouble: /ENOENT/ });
  t.throws(() => readdirSync(directory), { code: 'ENOENT' });
});

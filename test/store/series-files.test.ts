import t from 'tap';
import { CorruptRecordError } from '../../src/run/errors.ts';
import { readSeriesFiles } from '../../src/store/series-files.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);

/** Reads one file of each commit by its path. */
async function read(path: string, ...commits: string[]): Promise<string[]> {
  const found: string[] = [];
  const chunks = readSeriesFiles(bench.repository.objects, commits, async (objects, some) => {
    const heads = await objects.heads(some.map(commit => `${commit}:${path}`));
    return some.flatMap((commit, at) => {
      const oid = heads[at]?.oid;
      return oid === undefined ? [] : [{ commit, oid }];
    });
  });
  for await (const { commit, chunk } of chunks)
    found.push(`${commits.indexOf(commit)} ${chunk.key} ${chunk.value.length}`);
  return found;
}

const line = (key: string, value: number[]) =>
  `${JSON.stringify({ key, step: value, value, time: value })}\n`;

t.test('small files and large ones come in the order of the commits', async t => {
  const long = Array.from({ length: 60_000 }, () => 12345);
  const [one, two, none] = [
    await bench.save(bench.run(), { files: storedFiles({ 'logs/x': line('a', [1]) + line('b', [1, 2]) }) }),
    await bench.save(bench.run(), { files: storedFiles({ 'logs/x': line('a', long) }) }),
    await bench.save(bench.run()),
  ];
  t.same(await read('logs/x', two, none, one), ['0 a 60000', '2 a 1', '2 b 2']);
});

t.test('what is no series is damage', async t => {
  const commit = await bench.save(bench.run(), { files: storedFiles({ 'logs/x': '{"key":1}\n' }) });
  await t.rejects(read('logs/x', commit), CorruptRecordError);
});

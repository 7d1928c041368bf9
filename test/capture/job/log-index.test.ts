import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openIndex } from '../../../src/capture/job/log-index.ts';

t.test('pieces of one stream within a second are one line', async t => {
  const directory = t.testdir();
  const index = openIndex(directory);
  await index.note('stdout', 1, 1000);
  await index.note('stdout', 2, 1999);
  await index.note('stdout', 4, 2000);
  await index.note('stderr', 8, 2000);
  await index.note('stderr', 16, 500);
  await index.sync();
  await index.close();
  t.same(read(directory), [
    { bytes: 3, stream: 'stdout', time: 1000 },
    { bytes: 4, stream: 'stdout', time: 2000 },
    { bytes: 8, stream: 'stderr', time: 2000 },
    { bytes: 16, stream: 'stderr', time: 500 },
  ]);
});

t.test('lines give way to one that says what was dropped, however many follow', async t => {
  const directory = t.testdir();
  const index = openIndex(directory);
  const marks: number[] = [];
  for (let i = 0; i < 5000; i++) {
    marks.push(await index.flush());
    await index.note(i % 2 === 0 ? 'stdout' : 'stderr', i, 0);
  }
  const moved = await index.replace(marks[1]!, marks[4]!, { dropped: 6 });
  await index.replace(marks[1]!, marks[5]! - moved, { dropped: 10 });
  await index.add({ dropped: 1 });
  await index.close();
  const lines = read(directory);
  t.same(lines.slice(0, 3), [
    { bytes: 0, stream: 'stdout', time: 0 },
    { dropped: 10 },
    { bytes: 5, stream: 'stderr', time: 0 },
  ]);
  t.same(lines.slice(-2), [{ bytes: 4999, stream: 'stderr', time: 0 }, { dropped: 1 }]);
  t.equal(lines.length, 5000 - 4 + 2);
});

function read(directory: string): object[] {
  return readFileSync(join(directory, 'index.ndjson'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

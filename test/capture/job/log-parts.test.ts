import { mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openParts, PART_SIZE, partName, partNumber } from '../../../src/capture/job/log-parts.ts';

t.test('a part’s name and number are one', async t => {
  for (const number of [0, 7, 999_999, 1_000_000]) t.equal(partNumber(partName(number)), number);
  t.equal(partName(12), '000012.log');
  for (const name of ['1.log', 'index.ndjson', '000001.log.gz', 'x000001.log'])
    t.equal(partNumber(name), undefined);
});

t.test('parts are begun, filled and removed one by one', async t => {
  const directory = join(t.testdir(), 'log');
  const parts = openParts(directory);
  t.equal(parts.room(), 0);
  t.equal(await parts.next(), 0);
  t.equal(parts.room(), PART_SIZE);
  await parts.append(Buffer.alloc(PART_SIZE, 'a'));
  t.equal(parts.room(), 0);
  t.equal(await parts.next(), 1);
  await parts.append(Buffer.from('b'));
  await parts.sync();
  t.same(parts.kept(), { bytes: PART_SIZE + 1, parts: 2 });
  await parts.remove(0);
  await parts.close();
  t.same(parts.kept(), { bytes: 1, parts: 1 });
  t.same(readdirSync(directory), ['000001.log']);
  t.equal(readFileSync(join(directory, '000001.log'), 'utf8'), 'b');
});

t.test('a part that is there already is never written over', async t => {
  const parts = openParts(t.testdir({ '000000.log': 'mine' }));
  await t.rejects(parts.next(), { code: 'EEXIST' });
  await parts.close();
});

t.test('a directory that another began in and that was removed is not made again', async t => {
  const directory = join(t.testdir(), 'log');
  mkdirSync(directory);
  const parts = openParts(directory);
  await parts.resume();
  rmdirSync(directory);
  await t.rejects(parts.next(), { code: 'ENOENT' });
  await parts.close();
});

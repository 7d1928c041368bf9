import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readCache, writeCache } from '../../../src/capture/environment/cache-file.ts';

t.test('what was written is read, in a file for its owner only', async t => {
  const file = join(t.testdir(), 'cache/some.json');
  writeCache(file, { a: [1, 'ü'] });
  t.same(readCache(file), { a: [1, 'ü'] });
  t.equal(statSync(file).mode & 0o777, 0o600);
  t.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
  t.same(readdirSync(join(file, '..')), ['some.json'], 'nothing else is left there');
});

t.test('a cache that is absent or damaged is no cache', async t => {
  const folder = t.testdir({ 'cut.json': '{"a":' });
  t.equal(readCache(join(folder, 'absent.json')), undefined);
  t.equal(readCache(join(folder, 'cut.json')), undefined);
});

t.test('a place that cannot be written is done without', async t => {
  const folder = t.testdir({ file: '' });
  writeCache(join(folder, 'file/x.json'), 1);
  const closed = join(folder, 'closed');
  mkdirSync(closed);
  writeFileSync(join(closed, 'x.json'), '1');
  chmodSync(closed, 0o500);
  writeCache(join(closed, 'x.json'), 2);
  t.pass('no exception');
});

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { forgetDigests, openHashCache } from '../../../src/capture/files/hash-cache.ts';
import { put } from '../../support/ended-job.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
/** A file of the system: what was just written is not remembered. */
const SETTLED = join(import.meta.dirname, '..', '..', '..', 'package.json');

async function remember(t: Test) {
  const directory = join(temporaryDirectory(t), 'cache');
  const cache = openHashCache(directory);
  const digest = await cache.sha256(SETTLED);
  await cache.save();
  return { directory, file: join(directory, 'hash-cache'), digest };
}

t.test('a digest is that of the content', async t => {
  const directory = temporaryDirectory(t);
  const cache = openHashCache(join(directory, 'cache'));
  t.equal(await cache.sha256(put(directory, 'x', 'hello')), HELLO);
  t.match(await cache.sha256(put(directory, 'empty', '')), /^e3b0c442/);
  await t.rejects(cache.sha256(join(directory, 'none')), { code: 'ENOENT' });
});

t.test('what is remembered is not read again', async t => {
  const { directory, file, digest } = await remember(t);
  writeFileSync(file, readFileSync(file, 'utf8').replace(digest, HELLO));
  t.equal(await openHashCache(directory).sha256(SETTLED), HELLO);
});

t.test('what changed a moment ago is not remembered', async t => {
  const directory = temporaryDirectory(t);
  const cache = openHashCache(join(directory, 'cache'));
  await cache.sha256(put(directory, 'x', 'hello'));
  await cache.save();
  t.notOk(existsSync(join(directory, 'cache')));
});

t.test('torn lines and lines of others do no harm', async t => {
  const { directory, file, digest } = await remember(t);
  truncateSync(file, statSync(file).size - 20);
  t.equal(await openHashCache(directory).sha256(SETTLED), digest);
  const again = openHashCache(directory);
  await again.sha256(SETTLED);
  await again.save();
  appendFileSync(file, '{"key":"1:2');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(digest, HELLO));
  t.equal(await openHashCache(directory).sha256(SETTLED), HELLO, 'behind a torn line the next is whole');
});

t.test('a cache that is gone, too large or no file is done without', async t => {
  const { directory, file, digest } = await remember(t);
  truncateSync(file, 17 * 2 ** 20);
  t.equal(await openHashCache(directory).sha256(SETTLED), digest);
  t.notOk(existsSync(file));
  mkdirSync(file);
  const cache = openHashCache(directory);
  t.equal(await cache.sha256(SETTLED), digest);
  await cache.save();
});

t.test('nothing asked is nothing read', async t => {
  const directory = join(temporaryDirectory(t), 'cache');
  await openHashCache(directory).save();
  t.notOk(existsSync(directory));
});

t.test('digests that are to be forgotten leave no trace, the others stay', async t => {
  const { directory, file, digest } = await remember(t);
  appendFileSync(file, `\n{"key":"1:2:3:4:5","sha256":"${HELLO}"}\n`);
  await forgetDigests(directory, new Set([HELLO]));
  t.notMatch(readFileSync(file, 'utf8'), HELLO);
  t.match(readFileSync(file, 'utf8'), digest);
  const before = statSync(file).mtimeMs;
  await forgetDigests(directory, new Set([HELLO]));
  t.equal(statSync(file).mtimeMs, before, 'nothing is written for nothing');
  await forgetDigests(join(directory, 'none'), new Set([HELLO]));
});

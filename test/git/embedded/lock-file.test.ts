import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { takeLock } from '../../../src/git/embedded/lock-file.ts';

t.test('one at a time, and the file is the old or the new one', async t => {
  const file = join(t.testdir({ file: 'old' }), 'file');
  const lock = await takeLock(file);
  lock?.write('new');
  t.equal(readFileSync(file, 'utf8'), 'old');
  t.equal(await takeLock(file, 40), undefined);
  const next = takeLock(file);
  lock?.commit();
  t.equal(readFileSync(file, 'utf8'), 'new');
  const second = await next;
  lock?.release();
  t.ok(existsSync(`${file}.lock`), "the next one's lock is not the first one's to release");
  second?.write('never');
  second?.release();
  t.equal(readFileSync(file, 'utf8'), 'new');
  t.notOk(existsSync(`${file}.lock`));
});

t.test('directories are made; what cannot be is an error', async t => {
  const directory = t.testdir({ file: '' });
  const lock = await takeLock(join(directory, 'a/b/c'));
  lock?.write(Buffer.from([1]));
  lock?.commit();
  t.same(readFileSync(join(directory, 'a/b/c')), Buffer.from([1]));
  await t.rejects(takeLock(join(directory, 'file/x/y'), 40), { code: 'ENOTDIR' });
  mkdirSync(join(directory, 'd.lock'));
  t.equal(await takeLock(join(directory, 'd'), 40), undefined);
  writeFileSync(join(directory, 'x'), '');
});

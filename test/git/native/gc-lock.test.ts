import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { underGcLock } from '../../../src/git/native/gc-lock.ts';
import { RepositoryBusyError } from '../../../src/run/repository-errors.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const bench = (t: Parameters<typeof temporaryRepository>[0]) => {
  const on = temporaryRepository(t);
  return { ...on, commonDir: join(on.path, '.git'), file: join(on.path, '.git/gc.pid') };
};

t.test('while it is held git gc stays away, and afterwards nothing is left', async t => {
  const { commonDir, git, file } = bench(t);
  const answer = await underGcLock(commonDir, async () => {
    t.equal(readFileSync(file, 'utf8'), `${process.pid} ${hostname()}`);
    t.throws(() => git('gc', '-q'), /gc is already running/);
    return 7;
  });
  t.equal(answer, 7);
  t.notOk(existsSync(file));
  t.notOk(existsSync(`${file}.lock`));
  git('gc', '-q');
});

t.test('two take turns', async t => {
  const { commonDir } = bench(t);
  let inside = 0;
  const work = async () => {
    t.equal(++inside, 1);
    await new Promise(resolve => setImmediate(resolve));
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => underGcLock(commonDir, work)));
});

t.test('one that somebody else holds for long is told', async t => {
  const { commonDir, file } = bench(t);
  writeFileSync(file, `${process.ppid} ${hostname()}`);
  const asked = underGcLock(commonDir, async () => t.fail('not now'), 0);
  await t.rejects(asked, new RepositoryBusyError(process.ppid, hostname()));
  writeFileSync(file, '1 elsewhere');
  await t.rejects(
    underGcLock(commonDir, async () => t.fail('not now'), 0),
    new RepositoryBusyError(1, 'elsewhere'),
  );
  t.equal(readFileSync(file, 'utf8'), '1 elsewhere');
});

t.test('one of a process that is gone, or half a day old, counts for nothing', async t => {
  const { commonDir, file } = bench(t);
  writeFileSync(file, `${2 ** 22 + 1} ${hostname()}`);
  t.equal(await underGcLock(commonDir, async () => 1, 0), 1);
  writeFileSync(file, '1 elsewhere');
  const old = new Date(Date.now() - 13 * 3_600_000);
  utimesSync(file, old, old);
  t.equal(await underGcLock(commonDir, async () => 2, 0), 2);
  writeFileSync(`${file}.lock`, '');
  utimesSync(`${file}.lock`, old, old);
  t.equal(await underGcLock(commonDir, async () => 3, 1000), 3);
});

t.test('work that fails gives it back', async t => {
  const { commonDir, file } = bench(t);
  const fails = async () => {
    throw new Error('no');
  };
  await t.rejects(underGcLock(commonDir, fails), /no/);
  t.notOk(existsSync(file));
});

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { builtOnce } from '../../../src/interop/mlproject/built-once.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('what was built is built no second time, unless somebody has removed it', async t => {
  const home = join(temporaryDirectory(t), 'built');
  let times = 0;
  const build = async (directory: string) => {
    times++;
    mkdirSync(directory);
  };
  const first = await builtOnce(home, 'a', build);
  t.equal(await builtOnce(home, 'a', build), first);
  t.not(await builtOnce(home, 'b', build), first);
  t.equal(times, 2);
  rmSync(first, { recursive: true });
  t.not(await builtOnce(home, 'a', build), first);
  t.equal(times, 3);
});

t.test('of two that are built at once the first holds, and nothing is left of the other', async t => {
  const home = temporaryDirectory(t);
  const build = async (directory: string) => mkdirSync(directory);
  const all = await Promise.all([1, 2, 3].map(() => builtOnce(home, 'a', build)));
  t.equal(new Set(all).size, 1);
  t.equal(readdirSync(home).length, 2);
});

t.test('nothing is left of one that failed', async t => {
  const home = temporaryDirectory(t);
  const failing = async (directory: string) => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'half'), '');
    throw new Error('no room');
  };
  await t.rejects(builtOnce(home, 'a', failing), { message: 'no room' });
  t.same(readdirSync(home), []);
});

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { alone } from '../../src/process/alone.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('while one is at it no other begins, and afterwards one may', async t => {
  const file = join(temporaryDirectory(t), 'lock');
  const result = await alone(file, async () => {
    t.equal(await alone(file, async () => 'both'), undefined);
    return 'first';
  });
  t.equal(result, 'first');
  t.notOk(existsSync(file));
  t.equal(await alone(file, async () => 'second'), 'second');
  await t.rejects(
    alone(file, () => Promise.reject(new Error('no'))),
    /no/,
  );
  t.equal(await alone(file, async () => 'third'), 'third', 'one that failed holds nobody up');
});

t.test('what a process has left that is gone is taken over', async t => {
  const file = join(temporaryDirectory(t), 'lock');
  for (const left of ['', 'nothing of ours', JSON.stringify({ boot: 'another', pid: 1, start: '1' })]) {
    writeFileSync(file, left);
    t.equal(await alone(file, async () => 'done'), 'done', left);
  }
});

t.test('of many at once one does it', async t => {
  const file = join(temporaryDirectory(t), 'lock');
  let open: () => void = () => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const all = Array.from({ length: 10 }, () => alone(file, () => gate.then(() => 'done')));
  let idle = 0;
  for (const one of all) one.then(result => result === undefined && ++idle === 9 && open());
  t.equal((await Promise.all(all)).filter(result => result === 'done').length, 1);
});

t.test('of many that find one left over never two do it at once', async t => {
  const file = join(temporaryDirectory(t), 'lock');
  for (let round = 0; round < 20; round++) {
    writeFileSync(file, JSON.stringify({ boot: 'another', pid: 1, start: '1' }));
    let inside = 0;
    const act = async () => {
      inside++;
      await new Promise(resolve => setImmediate(resolve));
      t.equal(inside--, 1);
      return 'done';
    };
    const all = await Promise.all(Array.from({ length: 6 }, () => alone(file, act)));
    t.ok(all.includes('done'));
  }
});

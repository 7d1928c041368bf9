import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { writersGone } from '../../../src/git/native/writers.ts';
import { programBench } from '../../support/git-program.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('a fast-import that runs is waited for, until its ref is moved', async t => {
  const { on, git, objects } = programBench(t);
  const child = git.open(['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet', '--date-format=raw']);
  const exited = once(child, 'close');
  child.stdin?.write('feature done\nblob\ndata 1\nx\n');
  while (!readdirSync(join(objects, 'pack')).some(name => name.startsWith('tmp_pack_'))) await delay(5);
  let isGone = false;
  const waiting = writersGone(objects).then(() => {
    isGone = true;
  });
  await delay(100);
  t.equal(isGone, false);
  child.stdin?.end('commit refs/runs/x\ncommitter A <a@b> 1 +0000\ndata 1\nx\n\ndone\n');
  await waiting;
  t.match(on.git('rev-parse', 'refs/runs/x'), /^\w{40}$/);
  await exited;
});

t.test('what a killed one left, and packs that the user keeps, are not waited for', async t => {
  const objects = temporaryDirectory(t);
  await writersGone(objects);
  const pack = join(objects, 'pack');
  mkdirSync(pack);
  writeFileSync(join(pack, 'pack-1.keep'), 'mine\n');
  writeFileSync(join(pack, 'tmp_pack_old'), '');
  const old = new Date(Date.now() - 60_000);
  utimesSync(join(pack, 'tmp_pack_old'), old, old);
  await writersGone(objects);
  writeFileSync(join(pack, 'tmp_pack_new'), '');
  await writersGone(objects, 200);
  writeFileSync(join(pack, 'pack-2.keep'), 'fast-import');
  const waiting = writersGone(objects);
  rmSync(join(pack, 'pack-2.keep'));
  rmSync(join(pack, 'tmp_pack_new'));
  await waiting;
  t.pass('all were waited for as long as need be');
});

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { followProgress } from '../../../src/git/lfs/progress-file.ts';

t.test('bytes of all files are added up, the last word of each counts', async t => {
  const path = join(t.testdir(), 'progress');
  const told: number[] = [];
  const progress = followProgress(path, bytes => told.push(bytes));
  appendFileSync(path, 'upload 1/2 10/100 /a b\nupload 1/2 100/100 /a b\nupload 2/2 5/50 /c\nupload 2/2 4');
  while (told.length === 0) await new Promise(resolve => setTimeout(resolve, 10));
  t.same(told, [105]);
  appendFileSync(path, '0/50 /c\nsomething else\n');
  await progress.stop();
  t.equal(told.at(-1), 140);
});

t.test('where git-lfs has written nothing, nothing is told', async t => {
  const told: number[] = [];
  await followProgress(join(t.testdir(), 'none'), bytes => told.push(bytes)).stop();
  t.same(told, []);
});

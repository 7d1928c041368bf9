import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { fileMatcher, findFiles, onDisk, pathFrom } from '../../../src/capture/files/glob.ts';
import { pathToBytes } from '../../../src/run/path.ts';
import { put } from '../../support/ended-job.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

function tree(t: Test, ...paths: string[]): string {
  const top = temporaryDirectory(t);
  for (const path of paths) put(top, path);
  return top;
}

async function found(top: string, ...patterns: string[]): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of findFiles(top, patterns)) paths.push(path);
  return paths;
}

t.test('a path, a directory and a glob each name their files', async t => {
  const top = tree(t, 'a.csv', 'b.txt', 'out/c.csv', 'out/deep/d.csv', 'out/deep/e.pt', 'other/f.csv');
  t.same(await found(top, 'a.csv'), ['a.csv']);
  t.same(await found(top, './out/c.csv'), ['out/c.csv']);
  t.same(await found(top, 'out'), ['out/c.csv', 'out/deep/d.csv', 'out/deep/e.pt']);
  t.same(await found(top, 'out/deep/'), ['out/deep/d.csv', 'out/deep/e.pt']);
  t.same(await found(top, '*.csv'), ['a.csv']);
  t.same(await found(top, '*/*.csv'), ['other/f.csv', 'out/c.csv']);
  t.same(await found(top, 'out/**/*.csv'), ['out/c.csv', 'out/deep/d.csv']);
  t.same(await found(top, 'o*/'), ['other/f.csv', 'out/c.csv', 'out/deep/d.csv', 'out/deep/e.pt']);
  t.same(await found(top, './{out/deep,other}/*.csv'), ['other/f.csv', 'out/deep/d.csv']);
  t.same(await found(top, 'none', 'none/*.csv', 'a.csv/*'), []);
});

t.test('a file is named once, and an exclamation mark takes away', async t => {
  const top = tree(t, 'out/a', 'out/b', 'out/c');
  t.same(await found(top, 'out/a', 'out', 'out/*'), ['out/a', 'out/b', 'out/c']);
  t.same(await found(top, 'out', '!out/b'), ['out/a', 'out/c']);
});

t.test('names that look like patterns are found as they are', async t => {
  const top = tree(t, 'data[1].csv', 'data1.csv', 'dir*/x');
  t.same(await found(top, 'data[1].csv'), ['data[1].csv']);
  t.same(await found(top, 'dir*'), ['dir*/x']);
});

t.test('names with a dot are found, .git is not walked into', async t => {
  const top = tree(t, '.hydra/config.yaml', '.git/config', 'sub/.git/config', 'sub/.git2/x');
  t.same(await found(top, '**'), ['.hydra/config.yaml', 'sub/.git2/x']);
});

t.test('what lies outside is named by its absolute path', async t => {
  const top = tree(t, 'in/x', 'data/a.csv');
  t.same(await found(join(top, 'in'), '../data/*.csv'), [join(top, 'data/a.csv')]);
  t.same(await found(join(top, 'in'), join(top, 'data', '*.csv')), [join(top, 'data/a.csv')]);
  t.same(await found(join(top, 'in'), join(top, 'in/x')), ['x']);
  t.equal(pathFrom('/a', '/a/..b/c'), '..b/c');
  t.equal(pathFrom('/a', '/b'), '/b');
});

t.test('links are named, and not walked through', async t => {
  const top = tree(t, 'out/a', 'elsewhere/b');
  symlinkSync('../elsewhere', join(top, 'out/link'));
  symlinkSync('..', join(top, 'out/loop'));
  t.same(await found(top, 'out/**'), ['out/a', 'out/link', 'out/loop']);
  t.same(await found(top, 'out/link'), ['out/link/b'], 'unless they are named');
});

t.test('names that are not UTF-8 are found', async t => {
  const top = tree(t, 'x');
  put(top, 'y');
  const name = 'f\udcff';
  writeFileSync(pathToBytes(join(top, name)), '');
  t.same(await found(top, '*'), [name, 'x', 'y'].sort());
  t.same(await found(top, name), [name]);
  t.ok(Buffer.isBuffer(onDisk(name)));
  t.equal(onDisk('f🦦'), 'f🦦');
});

t.test('what would be found is told without a look at the disk', async t => {
  const found = await fileMatcher(['out', './models/*.pt', 'logs/', '!out/keep.py']);
  for (const path of ['out', 'out/a/b', 'models/a.pt', 'logs/x']) t.ok(found(path), path);
  for (const path of ['out.py', 'out/keep.py', 'models/a.py', 'train.py']) t.notOk(found(path), path);
  t.notOk((await fileMatcher([]))('x'));
});

t.test('a walk that is too long ends, and says so', async t => {
  const top = tree(t, ...Array.from({ length: 20 }, (_, index) => `d/${index}`));
  let [count, exceeded] = [0, 0];
  for await (const _ of findFiles(top, ['d/*', 'd'], { most: 5, exceeded: () => exceeded++ })) count++;
  t.equal(count, 5);
  t.equal(exceeded, 1);
});

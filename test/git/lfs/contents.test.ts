import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { contentsDirectory } from '../../../src/git/lfs/places.ts';
import { printPointer } from '../../../src/git/lfs/pointer.ts';
import { withoutGitLfs } from '../../support/git-lfs.ts';
import { openedRepository } from '../../support/recorded-run.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytes = Buffer.alloc(3 << 20, 'weights');
const content = { sha256: sha256(bytes), size: bytes.length };
const lfsName = (path: string) =>
  join(path, '.git/lfs/objects', content.sha256.slice(0, 2), content.sha256.slice(2, 4), content.sha256);

t.test('a content is stored once, however often; nobody can write to it by mistake', async t => {
  const { repository, write } = await openedRepository(t);
  const { contents, place } = repository;
  t.same(await contents.list(), []);
  t.equal(existsSync(contentsDirectory(place)), false, 'nothing is made before there is one');
  const stored = await Promise.all(['a', 'b', 'c'].map(name => contents.put(write(name, bytes))));
  t.same(stored, [content, content, content]);
  t.match(await contents.list(), [content]);
  const file = (await contents.find(content)) as string;
  t.same(readFileSync(file), bytes);
  t.equal(statSync(file).mode & 0o777, 0o444);
  t.same(readdirSync(join(contentsDirectory(place), 'incoming')), []);
  t.equal(await contents.find({ ...content, size: 1 }), undefined, 'one of another size is none');
});

t.test('one that was stored long ago is as if it were new to who stores it again', async t => {
  const { repository, write } = await openedRepository(t);
  const { contents } = repository;
  const model = write('model', bytes);
  await contents.put(model);
  utimesSync((await contents.find(content)) as string, 1000, 1000);
  t.match(await contents.list(), [{ modified: 1_000_000 }]);
  await contents.put(model);
  const [stored] = await contents.list();
  t.ok((stored?.modified ?? 0) > Date.now() - 600_000);
});

t.test('one that was cut short is put right by who stores it again', async t => {
  const { repository, write } = await openedRepository(t);
  const { contents } = repository;
  const model = write('model', bytes);
  await contents.put(model);
  const file = (await contents.find(content)) as string;
  execFileSync('chmod', ['u+w', file]);
  rmSync(lfsName(repository.place.workTree as string));
  truncateSync(file, 10);
  t.equal(await contents.find(content), undefined);
  await contents.put(model);
  t.same(readFileSync((await contents.find(content)) as string), bytes);
});

t.test('Git LFS is shown it, and its own storage is looked into', async t => {
  const { repository, path, write } = await openedRepository(t);
  const { contents } = repository;
  await contents.put(write('model', bytes));
  const file = (await contents.find(content)) as string;
  t.equal(statSync(lfsName(path)).ino, statSync(file).ino, 'a second name takes no room');
  rmSync(file);
  t.equal(await contents.find(content), lfsName(path), 'as plain git lfs fetch leaves it');
});

t.test('what is removed is gone from both, but what was stored since stays', async t => {
  const { repository, path, write } = await openedRepository(t);
  const { contents } = repository;
  await contents.put(write('model', bytes));
  t.equal(await contents.remove(content, Date.now() - 3_600_000), false);
  t.ok(await contents.find(content));
  t.equal(await contents.remove(content, Number.POSITIVE_INFINITY), true);
  t.equal(await contents.find(content), undefined);
  t.notOk(existsSync(lfsName(path)));
  t.same(await contents.list(), []);
});

t.test('copies that were given up are swept, those being made are not', async t => {
  const { repository, write } = await openedRepository(t);
  const { contents, place } = repository;
  await contents.put(write('model', bytes));
  const [old] = ['old', 'young'].map(name => write(`.git/git-run/artifacts/incoming/${name}`, 'x'));
  utimesSync(old as string, 1000, 1000);
  await contents.sweep(Date.now() - 3_600_000);
  t.same(readdirSync(join(contentsDirectory(place), 'incoming')), ['young']);
  t.ok(await contents.find(content));
});

t.test('an LFS storage elsewhere is respected', async t => {
  const { repository, home } = await openedRepository(t, { config: { 'lfs.storage': '../../home/lfs' } });
  const { contents, place } = repository;
  await contents.put(join(place.gitDir, 'HEAD'));
  const [stored] = await contents.list();
  t.ok(existsSync(join(home, 'lfs/objects')));
  await contents.remove(stored as typeof content, Number.POSITIVE_INFINITY);
  t.ok(await contents.find(stored as typeof content), 'another repository may have pointers to it');
  t.notOk(existsSync(join(place.gitDir, 'lfs')));
});

t.test('git lfs prune takes nothing away', { skip: withoutGitLfs }, async t => {
  const { repository, path, git, write } = await openedRepository(t);
  const { contents, objects } = repository;
  await contents.put(write('model', bytes));
  // As a run has it: no branch knows of it, and nobody was sent it.
  const [author, ref] = [{ name: 'Ada', email: 'ada@example.com' }, 'refs/runs/x'];
  const pointer = { path: 'artifacts/model', mode: '100644', content: printPointer(content) } as const;
  await objects.commit([{ ref, changes: [pointer], author, time: 1, message: 'x' }]);
  git('lfs', 'prune', '--force');
  t.notOk(existsSync(lfsName(path)), 'Git LFS thinks that nobody needs it');
  t.same(readFileSync((await contents.find(content)) as string), bytes);
});

t.test('a copy whose maker is killed is no content', async t => {
  const { repository, write } = await openedRepository(t);
  const directory = contentsDirectory(repository.place);
  const file = write('model', Buffer.alloc(64 << 20));
  const script = `
    import { openRepository } from './src/git/open.ts';
    const { contents } = await openRepository(${JSON.stringify(repository.place.workTree)}, process.env);
    await contents.put(${JSON.stringify(file)});`;
  const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const tmp = join(directory, 'incoming');
  const isCopying = () => existsSync(tmp) && readdirSync(tmp).length > 0;
  while (!isCopying()) await new Promise(resolve => setImmediate(resolve));
  child.kill('SIGKILL');
  await ended;
  // It may have been quicker than we are.
  for (const stored of await repository.contents.list())
    t.equal(sha256(readFileSync((await repository.contents.find(stored)) as string)), stored.sha256);
  const whole = await repository.contents.put(file);
  t.match(await repository.contents.list(), [whole]);
});

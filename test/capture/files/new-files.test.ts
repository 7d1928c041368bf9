import { mkdirSync, renameSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { newFiles } from '../../../src/capture/files/new-files.ts';
import { openRepository } from '../../../src/git/open.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t, {
  files: { 'train.py': '1', 'old/tracked.csv': '1', '.gitignore': 'out/\n' },
});
const repository = await openRepository(on.path, { ...on.env });
t.teardown(() => repository.close());
for (const path of ['left.txt', 'out/old.pt', 'deep/a/b/old.txt']) on.write(path, 'before');
mkdirSync(join(on.path, 'empty'));

const since = await tick();
const ask = (kept: readonly string[] = [], from = since) =>
  newFiles({ worktree: repository.worktree, top: on.path, since: from, kept: new Set(kept) });

/** The time of a file written now, when it differs from that of all earlier ones. */
async function tick(): Promise<number> {
  const probe = join(on.home, 'probe');
  const before = statSync(on.write('../home/probe', '')).ctimeMs;
  for (;;) {
    const now = statSync(on.write('../home/probe', '')).ctimeMs;
    if (now > before) return statSync(probe).ctimeMs;
    await new Promise(resolve => setImmediate(resolve));
  }
}

t.test('nothing new is nothing', async t => {
  t.same(await ask(), []);
});

t.test('new files are found at any depth, ignored ones too', async t => {
  for (const path of ['new.txt', 'out/model.pt', 'deep/a/b/c/d.json', 'empty/x']) on.write(path, 'x');
  t.same(await ask(), ['deep/a/b/c/d.json', 'empty/x', 'new.txt', 'out/model.pt']);
});

t.test('what is kept is not left behind', async t => {
  t.same(await ask(['out/model.pt', 'new.txt']), ['deep/a/b/c/d.json', 'empty/x']);
});

t.test('what is tracked, or was there before, is not new', async t => {
  on.write('train.py', 'written again');
  on.write('old/tracked.csv', 'written again');
  t.notOk((await ask()).some(path => path === 'train.py' || path.startsWith('old/')));
  t.notOk((await ask()).includes('left.txt'));
});

t.test('a file that is put in place by a rename is new', async t => {
  const staged = on.write('../home/half', 'x');
  utimesSync(staged, 1, 1);
  renameSync(staged, join(on.path, 'renamed.bin'));
  t.ok((await ask()).includes('renamed.bin'));
});

t.test('what tools leave for themselves is passed by', async t => {
  const passed = [
    '.venv/lib/x.py',
    'venv/x',
    'node_modules/a/index.js',
    'src/__pycache__/a.cpython-311.pyc',
    'src/a.pyc',
    '.mypy_cache/x',
    '.pytest_cache/x',
    '.git/x',
    '.ipynb_checkpoints/x.ipynb',
  ];
  for (const path of passed) on.write(path, 'x');
  const found = await ask();
  for (const path of passed) t.notOk(found.includes(path), path);
});

t.test('links are no files of the job’s', async t => {
  symlinkSync(on.home, join(on.path, 'link'));
  symlinkSync('new.txt', join(on.path, 'file-link'));
  const found = await ask();
  t.notOk(
    found.some(path => path.includes('link')),
    dirname(on.path),
  );
});

t.test('odd names come out whole', async t => {
  on.write('odd/-n "a"\nb.txt', 'x');
  t.ok((await ask()).includes('odd/-n "a"\nb.txt'));
});

t.test('who leaves a great many is told of a thousand', async t => {
  for (let n = 0; n < 1100; n++) on.write(`many/${n}`, '');
  t.equal((await ask()).length, 1000);
});

t.test('a work tree that is gone has no new files', async t => {
  t.same(
    await newFiles({ worktree: repository.worktree, top: join(on.home, 'none'), since, kept: new Set() }),
    [],
  );
});

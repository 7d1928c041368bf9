import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { writeFiles } from '../../support/mlruns-store.ts';

t.test('files are found by their paths, with names of any bytes', async t => {
  const top = t.testdir();
  writeFiles(top, { 'a/b/c': '1', 'a/ü': '2', 'a/z': '3', 'd/e': '4' });
  const store = openStore(top);
  t.same(store.directories(''), ['a', 'd']);
  t.same(store.files('a'), ['b/c', 'z', 'ü']);
  t.same({ ...store.texts('a') }, { 'b/c': '1', z: '3', ü: '2' });
  t.same(store.files('none'), []);
  t.equal(store.text('none'), undefined);
  t.same(store.losses(), []);
});

t.test('a tag may be called as what objects have', async t => {
  const top = t.testdir({ tags: { constructor: 'x', ['__proto__']: 'y' } });
  writeFiles(top, { 'tags/__proto__': 'y' });
  t.same(Object.entries(openStore(top).texts('tags')).sort(), [
    ['__proto__', 'y'],
    ['constructor', 'x'],
  ]);
});

t.test('links are told and not followed, whatever they point to', async t => {
  const top = t.testdir({ within: { file: 'x' } });
  symlinkSync(join(top, 'within'), join(top, 'folder'));
  symlinkSync(join(top, 'within/file'), join(top, 'within/link'));
  const store = openStore(top);
  t.same(store.directories(''), ['within']);
  t.same(store.files('within'), ['file']);
  t.equal(store.text('within/link'), undefined);
  t.match(store.losses(), [
    { path: 'folder', why: /symbolic link/ },
    { path: 'within/link', why: /symbolic link/ },
    { path: 'within/link', why: /cannot be read/ },
  ]);
  t.same(store.losses(), []);
});

t.test(
  'what must not be read is told',
  { skip: process.getuid?.() === 0 && 'root reads everything' },
  async t => {
    const top = t.testdir({ shut: { file: 'x' } });
    chmodSync(join(top, 'shut/file'), 0);
    const store = openStore(top);
    t.same({ ...store.texts('shut') }, {});
    t.match(store.losses(), [{ path: 'shut/file', why: /cannot be read/ }]);
  },
);

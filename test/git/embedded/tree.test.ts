import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { editTree, flatten, formatTree, parseTree } from '../../../src/git/embedded/tree.ts';
import { nativeObjects } from '../../../src/git/native/objects.ts';
import { findPlace } from '../../../src/git/native/place.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import type { Change } from '../../../src/git/repository.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('whatever the changes, the tree is the one git makes', async t => {
  const { path, env, git } = temporaryRepository(t, {
    files: { a: '1', 'b/c': '2', 'b/d/e': '3', 'b.x': '4' },
  });
  const program = gitProgram(path, env);
  const native = nativeObjects(program, await findPlace(program));
  t.teardown(() => native.close());
  const store = objectStore(join(path, '.git'));
  const [parent = '', tree = ''] = git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
  const file = fc.constantFrom('a', 'b', 'b/c', 'b/d', 'b/d/e', 'b.x', 'b-', 'b/d/f/g', 'z', 'ü\udcff');
  const mode = fc.constantFrom<'100644' | '100755' | '120000'>('100644', '100755', '120000');
  const change = fc.oneof(
    fc.record({ path: file, mode, content: fc.constantFrom('', 'x') }),
    fc.record({ path: file, deleted: fc.constant<true>(true) }),
  );
  const cases = fc.sample(fc.array(change, { maxLength: 6 }), 60) as Change[][];
  const commits = cases.map((changes, index) => ({
    ...{ ref: `refs/runs/${index}`, parent, changes, time: 1, message: '' },
    author: { name: 'A', email: 'a' },
  }));
  const theirs = await native.commit(commits);
  for (const [index, changes] of cases.entries()) {
    t.equal(await editTree(store, tree, changes), theirs[index]?.tree, JSON.stringify(changes));
  }
});

t.test('a tree is read and printed again as it was', async t => {
  const { path, git } = temporaryRepository(t, { files: { 'a/x': '', 'a.b': '', 'a-': '', 'é*': '' } });
  const store = objectStore(join(path, '.git'));
  const tree = git('rev-parse', 'HEAD^{tree}');
  const content = await store.need(tree, 'tree');
  t.same(formatTree(parseTree(content).toReversed()), content);
  const paths: string[] = [];
  for await (const { path } of flatten(store, tree)) paths.push(path);
  t.same(paths, ['a-', 'a.b', 'a/x', '\xc3\xa9']);
});

t.test('names that a tree must not hold are refused', async t => {
  const { path } = temporaryRepository(t);
  const store = objectStore(join(path, '.git'));
  for (const name of ['', '/a', 'a//b', '../a', 'a/.', '.git/config', 'a/.GIT', 'a\0']) {
    const change: Change = { path: name, mode: '100644', content: '' };
    await t.rejects(editTree(store, undefined, [change]), { code: 'unsafe-path' }, JSON.stringify(name));
  }
});

t.test('a torn tree is damaged, and read to its end', async t => {
  const entry = Buffer.concat([Buffer.from('100644 a\0'), Buffer.alloc(20, 7)]);
  for (const length of [1, 6, 7, 9, entry.length - 1, entry.length + 25]) {
    const torn = Buffer.concat([entry, Buffer.alloc(25, 'x')]).subarray(0, length);
    t.throws(() => parseTree(torn), { code: 'corrupt-record' }, `${length}`);
  }
});

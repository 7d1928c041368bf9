import fs, { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as isomorphic from 'isomorphic-git';
import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import type { Change } from '../../../src/git/repository.ts';
import { pathToBytes } from '../../../src/run/path.ts';
import { newCommit, ODD_TREE_PATHS, openedObjects } from '../../support/commits.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('a commit is what it was told to be, and nothing of the user changes', async t => {
  const { path, objects, git, write } = await openedObjects(t, {
    files: { kept: '1', changed: '1', 'gone/x': '1' },
  });
  write('changed', 'in the work tree');
  git('add', 'changed');
  const before = snapshotOf(path);
  const parent = git('rev-parse', 'HEAD');
  const blob = git('rev-parse', 'HEAD:kept');
  const [made] = await objects.commit([
    newCommit(
      [
        { path: 'changed', mode: '100644', content: '2' },
        { path: 'linked', mode: '120000', content: 'kept' },
        { path: 'tool', mode: '100755', oid: blob },
        { path: 'gone/x', deleted: true },
        ...ODD_TREE_PATHS.map(name => ({
          path: name,
          mode: '100644' as const,
          content: Buffer.from([0, 255]),
        })),
      ],
      { parent },
    ),
  ]);
  t.equal(git('rev-parse', 'refs/runs/x'), made?.commit);
  t.equal(git('rev-parse', 'refs/runs/x^{tree}'), made?.tree);
  t.equal(
    git('log', '-1', '--format=%P|%an|%ae|%at|%cn|%ct|%B', 'refs/runs/x').trim(),
    `${parent}|Ada|ada@example.com|1767323045|Ada|1767323045|a run`,
  );
  const files = await objects.files('refs/runs/x');
  t.same(
    files.map(({ path }) => path).sort(),
    ['changed', 'kept', 'linked', 'tool', ...ODD_TREE_PATHS].sort(),
  );
  t.match(
    files.find(({ path }) => path === 'tool'),
    { mode: '100755', oid: blob, size: 1, type: 'blob' },
  );
  t.equal(files.find(({ path }) => path === 'linked')?.mode, '120000');
  t.same(snapshotOf(path), before);
});

t.test('what is written passes fsck, and reads the same through another implementation of Git', async t => {
  const { path, objects, git } = await openedObjects(t, { files: { kept: '1' } });
  const parent = git('rev-parse', 'HEAD');
  // It refuses every tree with a backslash in a name, and knows no bytes that are no UTF-8.
  const names = ODD_TREE_PATHS.filter(name => !/[\\\udcff]/.test(name));
  const [made] = await objects.commit([
    newCommit(
      names.map(name => ({ path: name, mode: '100644', content: `content of ${name}` })),
      {
        parent,
        author: { name: 'Zoë <z>', email: 'zoe@example.com' },
        message: 'subject\n\nTrailer: ünïcode\n',
      },
    ),
  ]);
  t.equal(git('fsck', '--strict', '--no-dangling'), '');
  const reader = { fs, dir: path, oid: made?.commit as string };
  const { commit: read } = await isomorphic.readCommit(reader);
  t.match(read, {
    tree: made?.tree,
    parent: [parent],
    author: { name: 'Zoë z', email: 'zoe@example.com', timestamp: 1767323045, timezoneOffset: 0 },
    message: 'subject\n\nTrailer: ünïcode\n',
  });
  for (const name of names) {
    const { blob } = await isomorphic.readBlob({ ...reader, filepath: name });
    t.equal(Buffer.from(blob).toString(), `content of ${name}`);
  }
  t.equal(await isomorphic.resolveRef({ fs, dir: path, ref: 'refs/runs/x' }), made?.commit);
});

t.test('equal input makes the same commit', async t => {
  const [one, two] = [await openedObjects(t), await openedObjects(t)];
  const change: Change = { path: 'a', mode: '100644', content: 'x' };
  t.same(await one.objects.commit([newCommit([change])]), await two.objects.commit([newCommit([change])]));
});

t.test('many commits go in one stream, also one upon another', async t => {
  const { objects, git } = await openedObjects(t);
  const change = (content: string): Change => ({ path: 'a', mode: '100644', content });
  const made = await objects.commit(
    ['1', '2', '3'].map(id => newCommit([change(id)], { ref: `refs/runs/${id}` })),
  );
  t.same(
    made.map(({ commit }) => commit),
    ['1', '2', '3'].map(id => git('rev-parse', `refs/runs/${id}`)),
  );
  await objects.commit([
    newCommit([{ path: 'b', mode: '100644', content: 'y' }], {
      ref: 'refs/runs/1',
      parent: made[0]?.commit as string,
    }),
  ]);
  t.equal(git('ls-tree', '--name-only', 'refs/runs/1'), 'a\nb');
  t.equal(git('rev-parse', 'refs/runs/1^'), made[0]?.commit);
});

t.test('the tree may begin with that of another commit, or with nothing', async t => {
  const { objects, git } = await openedObjects(t, { files: { 'a/b': '1', c: '2' } });
  const parent = git('rev-parse', 'HEAD');
  const change: Change = { path: 'd', mode: '100644', content: '3' };
  await objects.commit([
    newCommit([change], { ref: 'refs/runs/1', parent, base: git('rev-parse', 'HEAD:a') }),
  ]);
  t.equal(git('ls-tree', '-r', '--name-only', 'refs/runs/1'), 'b\nd');
  const [made] = await objects.commit([newCommit([], { ref: 'refs/runs/2' })]);
  t.equal(git('rev-parse', 'refs/runs/2^{tree}'), made?.tree);
});

t.test('a file becomes a directory, and a directory a file', async t => {
  const { objects, git } = await openedObjects(t, { files: { a: '1', 'b/c': '2' } });
  const changes: Change[] = [
    { path: 'a', deleted: true },
    { path: 'a/x', mode: '100644', content: '' },
    { path: 'b/c', deleted: true },
    { path: 'b', mode: '100644', content: '' },
  ];
  await objects.commit([newCommit(changes, { parent: git('rev-parse', 'HEAD') })]);
  t.equal(git('ls-tree', '-r', '--name-only', 'refs/runs/x'), 'a/x\nb');
});

t.test('files are stored byte for byte, whatever their name and attributes', async t => {
  const { path, objects, git } = await openedObjects(t, {
    files: { '.gitattributes': '* text\n' },
    config: { 'core.autocrlf': 'true' },
  });
  const paths = [...ODD_TREE_PATHS.filter(name => !name.includes('/')), 'ends in return\r'].map(name =>
    join(path, name),
  );
  for (const file of paths) writeFileSync(pathToBytes(file), 'a\r\n');
  const ids = await objects.store(paths);
  t.equal(new Set(ids).size, 1);
  t.equal(git('cat-file', '-s', ids[0] as string), '3');
  t.same(await objects.store([]), []);
});

t.test('a blob is streamed, and one that is not there is an error', async t => {
  const { objects, git } = await openedObjects(t, { files: { big: 'x'.repeat(1_000_000) } });
  const chunks: Buffer[] = [];
  for await (const chunk of objects.stream(git('rev-parse', 'HEAD:big'))) chunks.push(chunk);
  t.equal(Buffer.concat(chunks).length, 1_000_000);
  const none = async () => {
    for await (const _ of objects.stream('1'.repeat(40))) t.fail('nothing to come');
  };
  await t.rejects(none(), { code: 'git-command' });
  for await (const _ of objects.stream(git('rev-parse', 'HEAD:big'))) break;
});

t.test(
  'files of a tree are listed with size, below a path too; of what is none there is an error',
  async t => {
    const { objects } = await openedObjects(t, { files: { a: '12', 'd/b': '345' } });
    t.same(
      (await objects.files('HEAD', 'd')).map(({ path, size }) => [path, size]),
      [['d/b', 3]],
    );
    t.same(await objects.files('HEAD', 'nothing'), []);
    await t.rejects(objects.files('nothing'), { code: 'git-command' });
  },
);

t.test('SHA-256 repositories are written and read as others are', async t => {
  const { objects, git } = await openedObjects(t, { objectFormat: 'sha256', files: { a: '1' } });
  const parent = git('rev-parse', 'HEAD');
  const [made] = await objects.commit([newCommit([{ path: 'b', mode: '100644', content: '2' }], { parent })]);
  t.match(made?.commit, /^[0-9a-f]{64}$/);
  t.equal(made?.tree, git('rev-parse', 'refs/runs/x^{tree}'));
  t.equal((await objects.read(['refs/runs/x:b']))[0]?.content.toString(), '2');
  const [bare] = await objects.commit([newCommit([], { ref: 'refs/runs/y' })]);
  t.equal(bare?.tree, git('rev-parse', 'refs/runs/y^{tree}'));
  t.equal(git('fsck', '--strict', '--no-dangling'), '');
});

t.test('a file that is cut while Git reads it costs nobody else', async t => {
  const on = temporaryRepository(t, { files: { a: '1', b: '2', c: '3' } });
  // As SIGBUS ends a git that has mapped the file: before it has said anything.
  const shim = on.write(
    '../home/bin/git*',
    `#!/bin/sh
PATH="\${PATH#*:}"
case "$*" in *hash-object*) ;; *) exec git "$@" ;; esac
paths=$(cat)
case "$paths" in *cut*) kill -9 $$ ;; esac
printf '%s\\n' "$paths" | git "$@"
`,
  );
  const env = { ...on.env, PATH: `${join(shim, '..')}${delimiter}${on.env.PATH}` };
  const { objects, close } = await openRepository(on.path, env);
  t.teardown(close);
  const id = (path: string) => on.git('rev-parse', `HEAD:${path}`);
  t.same(await objects.store(['a', 'b', 'cut', 'c']), [id('a'), id('b'), undefined, id('c')]);
});

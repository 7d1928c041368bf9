/** What both engines promise, told once: the tests of each engine run all of it. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Change, Repository } from '../../src/git/repository.ts';
import { pathToBytes } from '../../src/run/path.ts';
import { newCommit, ODD_PATHS, ODD_TREE_PATHS } from '../support/commits.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { gitIn, type RepositoryOptions, temporaryRepository } from '../support/temporary-repository.ts';

export type OpenEngine = (cwd: string, env: NodeJS.ProcessEnv) => Promise<Repository>;

/** Runs the contract on an engine. */
export function engineContract(t: Test, openEngine: OpenEngine): void {
  const opened = async (t: Test, options: RepositoryOptions = {}) => {
    const on = temporaryRepository(t, options);
    const repository = await openEngine(on.path, { ...on.env });
    t.teardown(() => repository.close());
    return { ...on, repository, ...repository };
  };
  t.test('objects', t => objectsContract(t, opened));
  t.test('commits', t => commitsContract(t, opened));
  t.test('refs', t => refsContract(t, opened));
  t.test('status', t => statusContract(t, opened));
  t.test('work tree', t => workTreeContract(t, opened));
  t.test('other repositories', t => otherRepositoriesContract(t, opened, openEngine));
  t.test('linked worktrees', t => linkedContract(t, opened));
}

type Opened = (
  t: Test,
  options?: RepositoryOptions,
) => Promise<ReturnType<typeof temporaryRepository> & Repository & { readonly repository: Repository }>;

async function objectsContract(t: Test, opened: Opened): Promise<void> {
  t.test('they are read by id, by path, by ref, and peeled; packed ones too', async t => {
    const { objects, git, write } = await opened(t, { files: { a: 'one\n', 'd/b': 'two\n' } });
    git('tag', '-a', '-m', 'x', 'v1');
    const [head = '', tree = '', blob = ''] = git('rev-parse', 'HEAD', 'HEAD^{tree}', 'HEAD:d/b').split('\n');
    const names = [
      blob,
      `${head}:d/b`,
      'HEAD:d',
      `${head}^{tree}`,
      'v1:a',
      `${head}:none`,
      `${head}:a/b`,
      '1'.repeat(40),
      'none:a',
      'a\nb',
    ];
    const shown = async () =>
      (await objects.read(names)).map(
        object => object && [object.type, object.oid, `${object.content.length}`],
      );
    const expected = [
      ['blob', blob, '4'],
      ['blob', blob, '4'],
      ['tree', git('rev-parse', 'HEAD:d'), '29'],
      ['tree', tree, `${git('cat-file', '-s', tree)}`],
      ['blob', git('rev-parse', 'HEAD:a'), '4'],
      ...Array(5).fill(undefined),
    ];
    t.same(await shown(), expected);
    for (let number = 0; number < 20; number++) {
      write('a', `${'same line\n'.repeat(50)}${number}\n`);
      git('commit', '-q', '-a', '-m', `${number}`);
    }
    git('gc', '-q', '--prune=now');
    t.same(await shown(), expected.with(4, ['blob', git('rev-parse', `${head}:a`), '4']));
    const deltas = Array.from({ length: 20 }, (_, back) => `${git('rev-parse', `HEAD~${back}`)}:a`);
    t.same(
      (await objects.read(deltas)).map(object => object?.content.toString().split('\n').at(-2)),
      Array.from({ length: 20 }, (_, back) => `${19 - back}`),
    );
  });

  t.test('an object that is too large is not read, those beside it are, and its size is told', async t => {
    const { objects, git, write } = await opened(t, { files: { a: 'one\n', z: 'last\n' } });
    const content = 'x'.repeat(1_000_000);
    for (const version of ['', '2']) {
      write('large', `${version}${content}`);
      git('add', '--all');
      git('commit', '-q', '-m', 'large');
    }
    const names = [
      'HEAD:a',
      'HEAD~1:large',
      'HEAD:large',
      'nothing',
      'a\nb',
      'HEAD',
      'HEAD^{tree}',
      'HEAD:z',
    ];
    const ids = git('rev-parse', ...names.filter(name => /HEAD/.test(name))).split('\n');
    for (const _ of ['loose', 'packed, one as a difference to the other']) {
      for (const _ of ['at once', 'from then on']) {
        const found = await objects.read(names, 5000);
        t.same(
          found.map(object => object?.oid),
          [ids[0], undefined, undefined, undefined, undefined, ids[3], ids[4], ids[5]],
        );
        t.equal(found[7]?.content.toString(), 'last\n');
      }
      const heads = await objects.heads(names);
      const sizes = [4, 1_000_000, 1_000_001, undefined, undefined];
      t.same(
        heads.slice(0, 5).map(head => head?.size),
        sizes,
      );
      t.same(
        heads.map(head => head?.oid),
        [...ids.slice(0, 3), undefined, undefined, ...ids.slice(3)],
      );
      t.same(
        heads.map(head => head?.type),
        ['blob', 'blob', 'blob', undefined, undefined, 'commit', 'tree', 'blob'],
      );
      t.same(await objects.here(['1'.repeat(40), ...ids, '2'.repeat(40)]), ids);
      t.equal((await objects.read(names.slice(2, 3)))[0]?.content.length, 1_000_001);
      git('gc', '-q', '--prune=now');
    }
  });

  t.test('a tree of more files than are asked for is not listed', async t => {
    const { objects, git, path, env } = await opened(t, { files: { a: '' } });
    let tree = git('rev-parse', 'HEAD^{tree}');
    for (let level = 0; level < 12; level++) {
      const lines = [...'0123456789'].map(name => `040000 tree ${tree}\t${name}\n`).join('');
      tree = gitIn(path, env, ['mktree'], lines);
    }
    await t.rejects(objects.files(tree, undefined, 1000), { code: 'too-large' });
    t.equal((await objects.files(tree, '0/1/2/3/4/5/6/7/8', 1000)).length, 1000);
  });

  t.test('a blob is streamed, may be left early, and must be there', async t => {
    const { objects, git } = await opened(t, { files: { big: 'x'.repeat(1_000_000) } });
    const oid = git('rev-parse', 'HEAD:big');
    for (const _ of ['loose', 'packed']) {
      let size = 0;
      for await (const chunk of objects.stream(oid)) size += chunk.length;
      t.equal(size, 1_000_000);
      for await (const _ of objects.stream(oid)) break;
      git('gc', '-q', '--prune=now');
    }
    const none = async () => {
      for await (const _ of objects.stream('1'.repeat(40))) t.fail('nothing to come');
    };
    await t.rejects(none());
  });

  t.test('files are listed with mode, type and size, below a path too', async t => {
    const { path, objects, git, write } = await opened(t, { files: { a: '12', 'd/b*': '345', 'd.x': '' } });
    symlinkSync('a', join(path, 'link'));
    write('d/e/f', '6');
    git('add', '--all');
    git('commit', '-q', '-m', 'more');
    const shown = (files: Awaited<ReturnType<typeof objects.files>>) =>
      files.map(({ path, mode, type, size }) => `${mode} ${type} ${size} ${path}`);
    t.same(shown(await objects.files('HEAD')), [
      '100644 blob 2 a',
      '100644 blob 0 d.x',
      '100755 blob 3 d/b',
      '100644 blob 1 d/e/f',
      '120000 blob 1 link',
    ]);
    t.same(shown(await objects.files('HEAD', 'd')), ['100755 blob 3 d/b', '100644 blob 1 d/e/f']);
    t.same(shown(await objects.files('HEAD', 'd/e/f')), ['100644 blob 1 d/e/f']);
    t.same(await objects.files('HEAD', 'nothing'), []);
    await t.rejects(objects.files('nothing'));
  });

  t.test('files are stored byte for byte, whatever their name and attributes', async t => {
    const { path, objects, git } = await opened(t, {
      files: { '.gitattributes': '* text\n' },
      config: { 'core.autocrlf': 'true' },
    });
    const names = [...ODD_PATHS.filter(name => !name.includes('/')), 'ends in return\r', 'bytes\udcff'];
    for (const name of names) writeFileSync(pathToBytes(join(path, name)), 'a\r\n');
    mkdirSync(join(path, 'directory'));
    const ids = await objects.store([...names, join(path, 'a b'), 'missing', 'directory', 'a b']);
    t.same(ids.slice(-3, -1), [undefined, undefined]);
    t.equal(new Set([...ids.slice(0, -3), ids.at(-1)]).size, 1);
    t.equal(git('cat-file', '-s', ids[0] as string), '3');
    t.same(await objects.store([]), []);
    t.equal(git('fsck', '--strict', '--no-dangling'), '');
  });
}

async function commitsContract(t: Test, opened: Opened): Promise<void> {
  t.test('a commit may have many parents', async t => {
    const { objects, git } = await opened(t, { files: { a: '1' } });
    const parent = git('rev-parse', 'HEAD');
    const others = await objects.commit(
      [1, 2, 3].map(n => ({
        ...newCommit([{ path: 'a', mode: '100644' as const, content: String(n) }]),
        ref: `refs/runs/${n}`,
        parent,
      })),
    );
    const merged = others.map(other => other.commit);
    const [made] = await objects.commit([
      { ...newCommit([], { ref: 'refs/runs/all', parent, base: 'empty' }), merged },
    ]);
    t.equal(git('log', '-1', '--format=%P', 'refs/runs/all'), [parent, ...merged].join(' '));
    t.equal(git('ls-tree', '-r', 'refs/runs/all'), '');
    t.equal(made?.commit, git('rev-parse', 'refs/runs/all'));
    t.equal(made?.tree, git('rev-parse', 'refs/runs/all^{tree}'));
    t.equal(git('fsck', '--strict', '--no-dangling'), '');
  });

  t.test('equal input makes these very commits', async t => {
    const { path, objects, git } = await opened(t, {
      files: { kept: '1', changed: '1', 'gone/x': '1', 'd.x': '' },
    });
    const before = snapshotOf(path);
    const [parent = '', blob = '', below = ''] = git('rev-parse', 'HEAD', 'HEAD:kept', 'HEAD:gone').split(
      '\n',
    );
    const changes: Change[] = [
      { path: 'changed', mode: '100644', content: '2' },
      { path: 'linked', mode: '120000', content: 'kept' },
      { path: 'd/tool', mode: '100755', oid: blob },
      { path: 'sub', mode: '160000', oid: '1'.repeat(40) },
      { path: 'gone/x', deleted: true },
      { path: 'never/there', deleted: true },
      ...ODD_TREE_PATHS.map(name => ({
        path: name,
        mode: '100644' as const,
        content: Buffer.from([0, 255]),
      })),
    ];
    const made = await objects.commit([
      newCommit(changes, { parent }),
      newCommit(changes.slice(0, 2), { ref: 'refs/runs/y', parent, base: 'empty' }),
      newCommit([{ path: 'z', mode: '100644', content: '' }], { ref: 'refs/runs/z', parent, base: below }),
      newCommit([], {
        ref: 'refs/runs/none',
        author: { name: 'Zoë <z>\n', email: '' },
        time: 1.9,
        message: 'ü',
      }),
    ]);
    t.same(
      made.map(({ commit }) => commit),
      [
        '32562cad7d075a657eb9807cff87642f6e8fb738',
        '0c58f5857c8c2076f3231dd0e223e491e69ba6c7',
        '81f7b8306187eb035bbc7d701368bab459e57e08',
        '9250293327b4b8821d36e032863e7c711788b7ec',
      ],
    );
    for (const [index, name] of ['x', 'y', 'z', 'none'].entries()) {
      t.equal(git('rev-parse', `refs/runs/${name}`), made[index]?.commit);
      t.equal(git('rev-parse', `refs/runs/${name}^{tree}`), made[index]?.tree);
    }
    git('update-ref', '-d', 'refs/runs/x');
    t.equal(git('fsck', '--strict', '--no-dangling'), '');
    t.same(snapshotOf(path), before, 'nothing of the user changes');
  });

  t.test('a file becomes a directory, a directory a file, an emptied one goes', async t => {
    const { objects, git } = await opened(t, { files: { a: '1', 'b/c': '2', 'e/f/g': '3', 'h/i': '4' } });
    const changes: Change[] = [
      { path: 'a', deleted: true },
      { path: 'a/x', mode: '100644', content: '' },
      { path: 'b', mode: '100644', content: '' },
      { path: 'e/f/g', deleted: true },
      { path: 'h', deleted: true },
    ];
    await objects.commit([newCommit(changes, { parent: git('rev-parse', 'HEAD') })]);
    t.equal(git('ls-tree', '-r', '-t', '--name-only', 'refs/runs/x'), 'a\na/x\nb');
  });

  t.test('of two who move a ref the later one loses, what follows moves it on', async t => {
    const { objects, git } = await opened(t);
    const change = (content: string): Change => ({ path: 'a', mode: '100644', content });
    const [first] = await objects.commit([newCommit([change('1')])]);
    await t.rejects(objects.commit([newCommit([change('2')])]), {
      code: 'ref-conflict',
      data: { ref: 'refs/runs/x' },
    });
    t.equal(git('rev-parse', 'refs/runs/x'), first?.commit);
    t.same(await objects.commit([newCommit([change('1')])]), [first], 'the very same is no conflict');
    const [second] = await objects.commit([newCommit([change('2')], { parent: first?.commit as string })]);
    t.equal(git('rev-parse', 'refs/runs/x'), second?.commit);
    const early = { parent: second?.commit as string, time: 1 };
    const [third] = await objects.commit([newCommit([change('0')], early)]);
    t.equal(git('rev-parse', 'refs/runs/x'), third?.commit, 'also where the clock is years behind');
    git('pack-refs', '--all');
    await t.rejects(objects.commit([newCommit([change('3')])]), { code: 'ref-conflict' });
    for (const broken of [{ parent: '1'.repeat(40) }, { base: '1'.repeat(40) }]) {
      await t.rejects(objects.commit([newCommit([change('4')], { ref: 'refs/runs/broken', ...broken })]));
    }
    const missing: Change = { path: 'm', mode: '100644', oid: '1'.repeat(40) };
    await t.rejects(objects.commit([newCommit([missing], { ref: 'refs/runs/broken' })]));
    t.throws(() => git('rev-parse', '--verify', '-q', 'refs/runs/broken'));
  });
}

async function refsContract(t: Test, opened: Opened): Promise<void> {
  t.test('they are listed by name or the newest first, up to a count, by pattern, packed or not', async t => {
    const { refs, git } = await opened(t);
    const oid = git('rev-parse', 'HEAD');
    const names = async (...asked: Parameters<typeof refs.list>) =>
      (await refs.list(...asked)).map(ref => ref.name);
    for (const name of ['runs/1', 'runs/2', 'runs/3', 'runs/experiments/e', 'runs-not/1']) {
      git('update-ref', `refs/${name}`, oid);
    }
    for (const _ of ['loose', 'packed']) {
      t.same(await refs.list(['refs/runs/3']), [{ name: 'refs/runs/3', oid }]);
      t.same(await names(['refs/runs/*']), ['refs/runs/1', 'refs/runs/2', 'refs/runs/3']);
      const all = ['refs/runs/1', 'refs/runs/2', 'refs/runs/3', 'refs/runs/experiments/e'];
      t.same(await names(['refs/runs']), all);
      t.same(await names(['refs/runs/']), all);
      t.same(await names(['refs/runs/*'], { newest: true, count: 2 }), ['refs/runs/3', 'refs/runs/2']);
      t.same(await names(['refs/runs/[12]', 'refs/runs/?', 'refs/heads/']), [
        'refs/heads/main',
        'refs/runs/1',
        'refs/runs/2',
        'refs/runs/3',
      ]);
      t.equal((await names([])).length, 6);
      t.same(await names(['refs/run', 'refs/none/', 'refs/runs/1/']), []);
      git('pack-refs', '--all');
      git('update-ref', 'refs/runs/3', oid);
    }
  });

  t.test('a revision is resolved to its commit, what is none to nothing', async t => {
    const { refs, git } = await opened(t, { files: { a: '1' } });
    git('commit', '-q', '--allow-empty', '-m', 'second');
    git('tag', '-a', '-m', 'x', 'v1');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD~1');
    const head = git('rev-parse', 'HEAD');
    for (const revision of [
      'HEAD',
      '@',
      'v1',
      'main',
      'heads/main',
      head,
      head.slice(0, 8),
      'v1^{}',
      'v1^0',
      'main^{commit}',
    ]) {
      t.equal(await refs.resolve(revision), head, revision);
    }
    for (const revision of ['HEAD~', 'HEAD^', 'HEAD~1^{commit}', 'origin/main', 'v1~1']) {
      t.equal(await refs.resolve(revision), git('rev-parse', 'HEAD~1'), revision);
    }
    for (const revision of [
      '',
      'nothing',
      'HEAD:a',
      '--all',
      '-n',
      'HEAD..main',
      'a\nb',
      'HEAD~9',
      'HEAD^2',
      'HEAD^{tree}',
      '^HEAD',
      '1'.repeat(40),
    ]) {
      t.equal(await refs.resolve(revision), undefined, JSON.stringify(revision));
    }
  });

  t.test('the commits between two are those that only the second reaches', async t => {
    const { refs, git } = await opened(t, { files: { a: '1' } });
    const commit = (message: string) => {
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    };
    const base = commit('base');
    git('switch', '-q', '-c', 'topic');
    const [one, two] = [commit('one'), commit('two')];
    git('switch', '-q', 'main');
    const ahead = commit('ahead');
    git('switch', '-q', 'topic');
    git('merge', '-q', '--no-ff', '-m', 'merge', 'main');
    const merge = git('rev-parse', 'HEAD');
    const between = async (from: string | string[], to: string | string[]) =>
      (await refs.between([from].flat(), [to].flat())).sort();
    t.same(await between(ahead, merge), [one, two, merge].sort());
    t.same(await between(base, two), [one, two].sort());
    t.same(await between(two, ahead), [ahead], 'where neither is an ancestor of the other');
    t.same(await between(merge, base), []);
    t.same(await between(base, base), []);
    t.same(await between([], []), []);
    t.same(await between([base, ahead], [two, merge]), [one, two, merge].sort());
    t.same(await between([], base), git('rev-list', base).split('\n').sort());
  });

  t.test('of two who create, move or delete a ref, one is told that it has lost', async t => {
    const { refs, git } = await opened(t);
    const [first, second] = [git('rev-parse', 'HEAD'), git('commit-tree', '-m', 'x', 'HEAD^{tree}')];
    const name = 'refs/runs/x';
    const lost = { code: 'ref-conflict', data: { ref: name } };
    for (const after of [() => {}, () => git('pack-refs', '--all')]) {
      await refs.update([{ name, to: first }]);
      after();
      await t.rejects(refs.update([{ name, to: second }]), lost, 'created already');
      await t.rejects(refs.update([{ name, from: second, to: first }]), lost, 'elsewhere');
      await t.rejects(refs.update([{ name, from: second }]), lost, 'deleted while it was elsewhere');
      await refs.update([{ name, from: first, to: second }]);
      t.equal(git('rev-parse', name), second);
      after();
      await refs.update([{ name, from: second }]);
      await t.rejects(refs.update([{ name, from: second, to: first }]), lost, 'gone');
      t.same(await refs.list(['refs/runs/']), []);
      t.equal(git('for-each-ref', 'refs/runs'), '');
    }
    t.match(git('for-each-ref'), /refs\/heads\/main/, 'the others stay');
  });

  t.test('many who create one ref: one wins', async t => {
    const { refs, git } = await opened(t);
    const ids = Array.from({ length: 8 }, (_, index) => git('commit-tree', '-m', `${index}`, 'HEAD^{tree}'));
    const ends = await Promise.allSettled(ids.map(to => refs.update([{ name: 'refs/runs/x', to }])));
    t.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    t.equal(git('rev-parse', 'refs/runs/x'), ids[ends.findIndex(({ status }) => status === 'fulfilled')]);
  });

  t.test('a transaction is all or nothing', async t => {
    const { path, refs, git } = await opened(t);
    const oid = git('rev-parse', 'HEAD');
    git('update-ref', 'refs/runs/b', oid);
    const before = snapshotOf(path);
    const changes = ['a', 'b', 'c'].map(id => ({ name: `refs/runs/${id}`, to: oid }));
    await t.rejects(refs.update(changes), { code: 'ref-conflict', data: { ref: 'refs/runs/b' } });
    t.same(await refs.list(['refs/runs/']), [{ name: 'refs/runs/b', oid }]);
    t.same(snapshotOf(path), before);
    await refs.update([
      { name: 'refs/runs/b', from: oid },
      { name: 'refs/runs/a', to: oid },
    ]);
    t.same(await refs.list(['refs/runs/']), [{ name: 'refs/runs/a', oid }]);
  });

  t.test('a lock that somebody holds is named, and stays', async t => {
    const { refs, objects, git, path } = await opened(t);
    const to = git('rev-parse', 'HEAD');
    await refs.update([{ name: 'refs/runs/x', to }]);
    git('pack-refs', '--all');
    const locks = ['refs/runs/y.lock', 'packed-refs.lock'].map(name => join(path, '.git', name));
    mkdirSync(join(path, '.git/refs/runs'), { recursive: true });
    for (const file of locks) writeFileSync(file, '');
    const naming = (index: number) => ({ code: 'locked', data: { file: locks[index] } });
    await t.rejects(refs.update([{ name: 'refs/runs/y', to }]), naming(0));
    await t.rejects(objects.commit([newCommit([], { ref: 'refs/runs/y' })]), naming(0));
    await t.rejects(refs.update([{ name: 'refs/runs/x', from: to }]), naming(1));
    t.ok(locks.every(existsSync));
    t.equal(git('for-each-ref', '--format=%(refname)', 'refs/runs'), 'refs/runs/x');
    for (const file of locks) rmSync(file);
  });

  t.test('what was written is made to last, and nothing else is there to do', async t => {
    const { refs, objects, worktree, repository, write, git } = await opened(t);
    write('a', 'a file');
    await objects.store(['a']);
    await worktree.storeFiltered(['a']);
    await objects.commit([newCommit([{ path: 'a', mode: '100644', content: 'a' }])]);
    await refs.update([{ name: 'refs/run-live/deep/er', to: git('rev-parse', 'HEAD') }]);
    await repository.sync();
    await repository.sync();
  });

  t.test('no ref is made that Git could not keep', async t => {
    const { refs, git } = await opened(t);
    const to = git('rev-parse', 'HEAD');
    await refs.update([{ name: 'refs/runs/x', to }]);
    for (const _ of ['loose', 'packed']) {
      await t.rejects(refs.update([{ name: 'refs/runs/x/y', to }]), 'a ref is no directory');
      await t.rejects(refs.update([{ name: 'refs/runs', to }]), 'nor a directory a ref');
      git('pack-refs', '--all');
    }
    await t.rejects(refs.update([{ name: 'refs/runs/none', to: '1'.repeat(40) }]));
    for (const name of [
      'refs/runs/..',
      'refs/runs/a b',
      'refs/runs/x.lock',
      'refs/runs//x',
      'refs/../config',
    ]) {
      await t.rejects(refs.update([{ name, to }]), { name: /Error/ }, name);
    }
    t.equal(git('for-each-ref', '--format=%(refname)', 'refs/runs'), 'refs/runs/x');
  });
}

/** A line of text an entry: kind, D where deleted, H where HEAD has it, path. */
async function shownStatus({ worktree }: Repository, how = {}): Promise<string[]> {
  return (await worktree.status(how)).entries
    .map(({ path, kind, deleted, inHead }) => `${kind} ${deleted ? 'D' : '-'}${inHead ? 'H' : '-'} ${path}`)
    .sort();
}

async function statusContract(t: Test, opened: Opened): Promise<void> {
  t.test('a clean work tree has nothing to tell but HEAD and branch', async t => {
    const { worktree, git } = await opened(t, { files: { a: '1', 'd/b*': '2' } });
    const head = git('rev-parse', 'HEAD');
    t.same(await worktree.status(), { head, branch: 'main', entries: [] });
    git('checkout', '-q', '--detach');
    t.same(await worktree.status(), { head, entries: [] });
  });

  t.test('before the first commit there is no HEAD', async t => {
    const { repository, worktree, git } = await opened(t, { commit: false, files: { a: '1', b: '2' } });
    git('add', 'a');
    t.same(await shownStatus(repository), ['tracked -- a', 'untracked -- b']);
    const status = await worktree.status();
    t.equal(status.branch, 'main');
    t.notOk('head' in status);
  });

  for (const version of ['2', '4']) {
    t.test(`changed, staged, deleted, new, retyped: each is told, index version ${version}`, async t => {
      const { path, repository, git, write } = await opened(t, {
        files: {
          ...{
            changed: '1',
            'same-size': '1',
            staged: '1',
            deleted: '1',
            removed: '1',
            mode: '1',
            link: '1',
          },
          ...{
            'was-file': '1',
            back: '1',
            '.gitignore': 'ignored\n/deep/*.o\n!kept.o\n',
            'dir/file': '1',
            touched: '1',
          },
        },
      });
      git('update-index', '--index-version', version);
      write('changed', '2 and more');
      write('same-size', '2');
      write('touched', '1');
      write('staged', '2');
      write('added', '1');
      write('gone-again', '1');
      git('add', 'staged', 'added', 'gone-again');
      for (const gone of ['gone-again', 'deleted', 'link', 'dir', 'was-file'])
        rmSync(join(path, gone), { recursive: true });
      git('rm', '-q', 'removed');
      git('rm', '-q', '--cached', 'back');
      chmodSync(join(path, 'mode'), 0o755);
      symlinkSync('changed', join(path, 'link'));
      symlinkSync('deep', join(path, 'dir'));
      for (const name of ['deep/er/new', 'deep/x.o', 'deep/kept.o', 'deep/er/y.o', 'ignored', 'intended'])
        write(name, '1');
      write('deeper/ignored/file', '');
      write('was-file/x', '');
      git('add', '-N', 'intended');
      const before = snapshotOf(path);
      t.same(await shownStatus(repository), [
        'tracked -- added',
        'tracked -- intended',
        'tracked -H changed',
        'tracked -H link',
        'tracked -H mode',
        'tracked -H same-size',
        'tracked -H staged',
        'tracked D- gone-again',
        'tracked DH back',
        'tracked DH deleted',
        'tracked DH dir/file',
        'tracked DH removed',
        'tracked DH was-file',
        'untracked -- back',
        'untracked -- deep/er/new',
        'untracked -- deep/er/y.o',
        'untracked -- deep/kept.o',
        'untracked -- dir',
        'untracked -- was-file/x',
      ]);
      t.same(snapshotOf(path), before, 'nothing is written, not even a refreshed index');
    });
  }

  t.test('every name comes through', async t => {
    const { path, repository, worktree, git } = await opened(t);
    const names = [...ODD_PATHS.filter(name => !name.includes('/')), '-rf', ' ', 'a\udcffb'];
    for (const name of names) writeFileSync(pathToBytes(join(path, name)), '1');
    const paths = async () => (await worktree.status()).entries.map(({ path }) => path).sort();
    t.same(await paths(), [...names].sort());
    git('add', '--all');
    t.same(await paths(), [...names].sort(), 'staged as well');
    git('commit', '-q', '-m', 'all');
    t.same(await shownStatus(repository), []);
  });

  t.test('unmerged files are told as such, with whether HEAD has them', async t => {
    const { repository, git, write } = await opened(t, {
      files: { both: '1\n', 'they delete': '1\n', 'we delete': '1\n' },
    });
    git('checkout', '-q', '-b', 'other');
    for (const name of ['both', 'we delete', 'new']) write(name, 'theirs\n');
    git('rm', '-q', 'they delete');
    git('add', '--all');
    git('commit', '-q', '-m', 'theirs');
    git('checkout', '-q', 'main');
    for (const name of ['both', 'they delete', 'new']) write(name, 'ours\n');
    git('rm', '-q', 'we delete');
    git('add', '--all');
    git('commit', '-q', '-m', 'ours');
    t.throws(() => git('merge', '-q', 'other'));
    t.same(await shownStatus(repository), [
      'unmerged -- we delete',
      'unmerged -H both',
      'unmerged -H new',
      'unmerged -H they delete',
    ]);
  });

  t.test('repositories inside are one entry, a submodule only where it has changed', async t => {
    const { path, env, repository, git, write } = await opened(t);
    write('nested/file', '1');
    gitIn(join(path, 'nested'), env, ['init', '-q']);
    t.same(await shownStatus(repository), ['nested-repository -- nested']);
    const inner = temporaryRepository(t, { files: { a: '1' } });
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    rmSync(join(path, 'nested'), { recursive: true });
    t.match(await shownStatus(repository), ['submodule -- sub', 'tracked -- .gitmodules']);
    git('commit', '-q', '-m', 'sub');
    t.same(await shownStatus(repository), []);
    write('sub/a', '2');
    t.same(await shownStatus(repository), ['submodule -H sub']);
    write('sub/a', '1');
    gitIn(join(path, 'sub'), env, ['commit', '-q', '--allow-empty', '-m', 'x']);
    t.same(await shownStatus(repository), ['submodule -H sub']);
    rmSync(join(path, 'sub'), { recursive: true });
    t.same(await shownStatus(repository), ['submodule DH sub']);
    mkdirSync(join(path, 'sub'));
    t.same(await shownStatus(repository), [], 'a submodule that is not there is no change');
  });

  t.test('a submodule that is not looked into differs by its commit alone, broken or not', async t => {
    const inner = temporaryRepository(t, { files: { a: '1' } });
    const { path, env, repository, git, write } = await opened(t, { files: { b: '1' } });
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    git('commit', '-q', '-m', 'sub');
    write('sub/a', '2');
    t.same(await shownStatus(repository, { ownOnly: true }), []);
    gitIn(join(path, 'sub'), env, ['commit', '-q', '-am', 'x']);
    t.same(await shownStatus(repository, { ownOnly: true }), ['submodule -H sub']);
    for (const broken of ['gitdir: nowhere\n', 'no word of Git’s\n']) {
      write('sub/.git', broken);
      t.same(await shownStatus(repository, { ownOnly: true }), []);
    }
    rmSync(join(path, 'sub/.git'));
    mkdirSync(join(path, 'sub/.git'));
    write('b', '2');
    t.same(await shownStatus(repository, { ownOnly: true }), ['tracked -H b']);
  });

  t.test("what the user ignores everywhere, and git's own exclude file, count too", async t => {
    const { home, repository, write } = await opened(t, { files: { a: '1' } });
    mkdirSync(join(home, '.config/git'), { recursive: true });
    writeFileSync(join(home, '.config/git/ignore'), '*.swp\n');
    write('.git/info/exclude', '/local\n');
    for (const name of ['x.swp', 'local', 'd/local', 'b']) write(name, '');
    t.same(await shownStatus(repository), ['untracked -- b', 'untracked -- d/local']);
  });

  t.test('line ends that Git converts are no change', async t => {
    const { repository, git, write } = await opened(t, {
      files: {
        '.gitattributes': '*.txt text\n*.bin -text\n',
        'a.txt': 'a\nb\n',
        plain: 'a\nb\n',
        'x.bin': 'a\nb\n',
      },
      config: { 'core.safecrlf': 'false' },
    });
    for (const name of ['a.txt', 'plain', 'x.bin']) write(name, 'a\r\nb\r\n');
    // An index that knows no sizes: everything is read.
    git('read-tree', 'HEAD');
    t.same(await shownStatus(repository), ['tracked -H plain', 'tracked -H x.bin']);
  });
}

async function workTreeContract(t: Test, opened: Opened): Promise<void> {
  t.test('what status does not tell is told: hidden files, and what may be converted', async t => {
    const { worktree, git } = await opened(t, {
      files: { a: '', 'b\nc': '', skipped: '', 'd/x.txt': '', 'd/y.up': '', 'd/z.bin': '' },
    });
    t.same(await worktree.marks(), { hidden: [], converts: false, gitlinks: [], sparse: 0 });
    t.same(await worktree.convertible(), []);
    git('update-index', '--assume-unchanged', 'b\nc');
    git('update-index', '--skip-worktree', 'skipped');
    t.same(await worktree.marks(), { hidden: ['b\nc', 'skipped'], converts: false, gitlinks: [], sparse: 0 });
  });

  t.test(
    'where attributes have changed, those of then count too, and no file is above suspicion',
    async t => {
      const { worktree, write } = await opened(t, {
        files: { '.gitattributes': '*.up filter=up\n*.txt text\n', 'a.up': '1', 'b.txt': '1', 'c.bin': '1' },
      });
      write('.gitattributes', '*.u16 working-tree-encoding=UTF-16LE\n');
      t.same(await worktree.convertible(), []);
      const suspects = await worktree.convertible({ changed: true });
      t.same(
        suspects.map(({ path }) => path),
        ['.gitattributes', 'a.up', 'b.txt', 'c.bin'],
      );
      t.equal(suspects.find(({ path }) => path === 'a.up')?.sameLength, true);
    },
  );

  t.test('submodules are told with the commit the index has of them', async t => {
    const { worktree, git } = await opened(t, { files: { a: '1' } });
    for (const name of ['sub', 'deep/sub']) {
      git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},${name}`);
    }
    const [oid, unmerged] = ['1'.repeat(40), false];
    t.same((await worktree.marks()).gitlinks, [
      { path: 'deep/sub', oid, unmerged },
      { path: 'sub', oid, unmerged },
    ]);
  });

  t.test('all that is present is listed, each once, with what it is', async t => {
    const { path, env, worktree, git, write } = await opened(t, {
      files: { '.gitignore': 'out/\n', 'a b': '1', 'd/\nc': '1', gone: '1' },
    });
    write('staged', '1');
    git('add', 'staged');
    for (const name of ['new', 'd/new', 'out/x', 'nested/x']) write(name, '1');
    gitIn(join(path, 'nested'), env, ['init', '-q']);
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},sub`);
    rmSync(join(path, 'gone'));
    const found = (await worktree.present()).map(file => `${file.kind} ${file.path}`);
    t.same(found.sort(), [
      'nested-repository nested',
      'submodule sub',
      'tracked .gitignore',
      'tracked a b',
      'tracked d/\nc',
      'tracked gone',
      'tracked staged',
      'untracked d/new',
      'untracked new',
    ]);
    const ofIndex = (await worktree.present()).find(file => file.path === 'a b');
    t.match(ofIndex, { mode: '100644', oid: git('rev-parse', 'HEAD:a b') });
    git('read-tree', '--empty');
    const blob = git('hash-object', '-w', join(path, 'new'));
    const stages = [1, 2, 3].map(stage => `100644 ${blob} ${stage}\tmerged\n`).join('');
    gitIn(path, env, ['update-index', '--index-info'], stages);
    t.equal((await worktree.present()).filter(file => file.path === 'merged').length, 1);
  });

  t.test('all that is ignored is listed, whole directories as one', async t => {
    const { worktree, git, write } = await opened(t, {
      files: { '.gitignore': '*.log\nout/\nkept/\nd/e/*\n', a: '1' },
    });
    t.same(await worktree.allIgnored(), []);
    for (const name of [
      'out/a/x',
      'kept/k',
      'kept/t',
      'd/e/1',
      'd/e/2',
      'd/f/x.log',
      'd/f/y',
      'a.log',
      'g/ü.log',
    ])
      write(name, '1');
    git('add', '--force', 'kept/t');
    git('init', '-q', 'nested');
    write('nested/x.log', '1');
    const all = ['a.log', 'd/e/1', 'd/e/2', 'd/f/x.log', 'g/ü.log', 'kept/k', 'out/'];
    for (const told of [
      await worktree.allIgnored(),
      await worktree.allIgnored(new AbortController().signal),
    ]) {
      t.same(told?.toSorted(), all);
    }
    await worktree.status({ ownOnly: true });
    t.same((await worktree.allIgnored())?.toSorted(), all);
  });

  t.test('a look for what is ignored can be stopped', async t => {
    const { worktree, write } = await opened(t, { files: { '.gitignore': '*.log\n' } });
    for (let number = 0; number < 1500; number++) write(`many/${number}.log`, '');
    const stopped = new AbortController();
    stopped.abort();
    t.equal(await worktree.allIgnored(stopped.signal), undefined);
  });

  t.test('HEAD is published where a branch of any remote has it', async t => {
    const { worktree, git } = await opened(t, { commit: false });
    const { worktree: other, git: gitThere } = await opened(t);
    t.equal(await other.isPublished(), false);
    gitThere('update-ref', 'refs/remotes/mine/main', 'HEAD');
    t.equal(await other.isPublished(), true);
    gitThere('commit', '-q', '--allow-empty', '-m', 'more');
    t.equal(await other.isPublished(), false);
    gitThere('update-ref', 'refs/remotes/theirs/deep/branch', 'HEAD');
    gitThere('reset', '-q', '--hard', 'HEAD~1');
    t.equal(await other.isPublished(), true);
    t.equal(await other.isPublished(gitThere('rev-parse', 'refs/remotes/theirs/deep/branch')), true);
    gitThere('update-ref', '-d', 'refs/remotes/theirs/deep/branch');
    t.equal(await other.isPublished(gitThere('rev-parse', 'ORIG_HEAD')), false);
    t.equal(git('status', '--porcelain'), '');
    t.equal(await worktree.isPublished(), false, 'before the first commit there is nothing to publish');
  });

  t.test('files that attributes may have converted are listed', async t => {
    const { worktree } = await opened(t, {
      files: {
        'd/.gitattributes': '*.txt text\n*.up filter=up\n*.bin -text\n',
        a: '',
        'd/x.txt': '',
        'd/y.up': '',
        'd/z.bin': '',
      },
    });
    t.same(await worktree.marks(), { hidden: [], converts: true, gitlinks: [], sparse: 0 });
    t.same(await worktree.convertible(), [
      { path: 'd/x.txt', sameLength: false },
      { path: 'd/y.up', sameLength: true },
    ]);
  });

  t.test('files are stored with the line ends of git add', async t => {
    const { repository, git, write, worktree } = await opened(t, {
      files: { '.gitattributes': '*.txt text\n*.auto text=auto\n*.bin binary\nd/* eol=crlf\n' },
    });
    const names = ['a.txt', 'a.auto', 'nul.auto', 'cr.auto', 'a.bin', 'd/x', 'plain', 'missing'];
    write('nul.auto', 'a\r\n\0');
    write('cr.auto', 'a\r\nb\rc');
    for (const name of ['a.txt', 'a.auto', 'a.bin', 'd/x', 'plain']) write(name, 'a\r\nb\r\n');
    const sizes = async () =>
      (await worktree.storeFiltered(names)).map(oid => oid && Number(git('cat-file', '-s', oid)));
    t.same(await sizes(), [4, 4, 4, 6, 6, 4, 6, undefined]);
    await repository.close();
  });

  t.test('autocrlf and the attributes of other files count', async t => {
    const { worktree, git, write } = await opened(t, {
      files: { 'sub/.gitattributes': 'x -text\n' },
      config: { 'core.autocrlf': 'input' },
    });
    for (const name of ['x', 'sub/x', 'y']) write(name, 'a\r\n');
    write('.git/info/attributes', '[attr]raw -text\ny raw\n');
    const ids = await worktree.storeFiltered(['x', 'sub/x', 'y']);
    t.same(
      ids.map(oid => git('cat-file', '-s', oid as string)),
      ['2', '3', '3'],
    );
  });

  t.test('ignored paths are told from others, also beside paths Git has no answer for', async t => {
    const { path, worktree, git, write } = await opened(t, {
      files: { '.gitignore': 'data/\n*.pt\nlink\n', 'kept.pt': '' },
    });
    git('add', '-f', 'kept.pt');
    write('data/x', '');
    write('a\nb.pt', '');
    mkdirSync(join(path, 'real'));
    symlinkSync('real', join(path, 'link'));
    const asked = [
      'data/x',
      'data',
      'a\nb.pt',
      'link/y',
      'link',
      'train.py',
      '../outside',
      'no.pt',
      'kept.pt',
    ];
    t.same([...(await worktree.ignored(asked))].sort(), ['a\nb.pt', 'data', 'data/x', 'link', 'no.pt']);
    t.same(await worktree.ignored([]), new Set());
  });

  t.test('tracked files are told from others, wildcards are names', async t => {
    const { worktree, write } = await opened(t, { files: { a: '', 'dir/b': '', '?': '' } });
    write('c', '');
    t.same(await worktree.tracked(['a', 'c', 'dir/b']), new Set(['a', 'dir/b']));
    t.same(await worktree.tracked(['?']), new Set(['?']));
    t.same(await worktree.tracked(['dir']), new Set(['dir/b']));
    t.same(await worktree.tracked([]), new Set());
  });

  t.test('an ignore file of our own names untracked files', async t => {
    const { worktree, write } = await opened(t, {
      files: { 'tracked.log': '', '.gitrunignore': '*.log\nout/\n' },
    });
    for (const name of ['x.log', 'y.txt', 'd/out/z', '.gitignore']) write(name, 'x.log\n');
    t.same((await worktree.matching('.gitrunignore')).sort(), ['d/out/z', 'x.log']);
    t.same(await worktree.matching('.nothing'), []);
  });

  t.test('the published ancestor is the newest commit that the remote has', async t => {
    const { worktree, git } = await opened(t);
    t.equal(await worktree.publishedAncestor(undefined), git('rev-parse', 'HEAD'));
    git('clone', '-q', '--bare', '.', '../remote.git');
    git('remote', 'add', 'origin', '../remote.git');
    t.equal(await worktree.publishedAncestor('origin'), undefined, 'never fetched');
    git('fetch', '-q', 'origin');
    const base = git('rev-parse', 'HEAD');
    t.equal(await worktree.publishedAncestor('origin'), base, 'HEAD itself');
    git('checkout', '-q', '-b', 'theirs');
    git('commit', '-q', '--allow-empty', '-m', 'theirs');
    git('push', '-q', 'origin', 'main', 'theirs');
    git('checkout', '-q', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'ours');
    t.equal(await worktree.publishedAncestor('origin'), base);
    git('merge', '-q', '--no-ff', '-m', 'merge', 'theirs');
    t.equal(
      await worktree.publishedAncestor('origin'),
      base,
      'what only a merged branch has published is not built upon',
    );
    git('push', '-q', 'origin', 'HEAD^1:refs/heads/topic');
    t.equal(
      await worktree.publishedAncestor('origin'),
      git('rev-parse', 'HEAD^1'),
      'on any branch of the remote',
    );
    t.equal(await worktree.publishedAncestor('other'), undefined, 'another remote has nothing');
    git('checkout', '-q', '--orphan', 'fresh');
    t.equal(await worktree.publishedAncestor('origin'), undefined, 'before the first commit');
    git('commit', '-q', '--allow-empty', '-m', 'fresh');
    t.equal(await worktree.publishedAncestor('origin'), undefined, 'a history of its own');
  });

  t.test('HEAD and the index are detached at a commit, files and branch stay', async t => {
    const { path, worktree, git, write } = await opened(t, { files: { a: '1', 'd/b': '2', 'd.c': '3' } });
    const first = git('rev-parse', 'HEAD');
    write('a', '2');
    git('commit', '-q', '-a', '-m', 'second');
    const second = git('rev-parse', 'HEAD');
    await worktree.detach(first, second);
    t.equal(git('rev-parse', 'HEAD', 'main'), `${first}\n${second}`);
    t.throws(() => git('symbolic-ref', '-q', 'HEAD'));
    t.equal(git('status', '--porcelain'), ' M a', 'the file is as it was');
    t.equal(git('ls-files'), 'a\nd.c\nd/b');
    t.equal(git('reflog', '-1', '--format=%H %gs', 'HEAD'), `${first} git run checkout`);
    const before = snapshotOf(path);
    await t.rejects(worktree.detach(second, second));
    t.same({ ...snapshotOf(path), '.git/index': '' }, { ...before, '.git/index': '' });
    t.equal(git('diff', '--cached', 'HEAD'), '', 'the index is that of HEAD again');
  });
}

async function otherRepositoriesContract(t: Test, opened: Opened, openEngine: OpenEngine): Promise<void> {
  t.test('another repository is opened by its top or its Git directory, and no other way', async t => {
    const inner = temporaryRepository(t, { files: { a: '1' } });
    const { path, env, repository, git, write } = await opened(t, { files: { 'plain/a': '1' } });
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
    const sub = await repository.open(join(path, 'sub'));
    t.teardown(() => sub.close());
    t.equal(sub.place.workTree, join(path, 'sub'));
    const kept = await repository.open(join(path, '.git/modules/sub'));
    t.teardown(() => kept.close());
    t.equal((await kept.objects.files('HEAD')).length, 1);
    renameSync(join(path, 'sub'), join(path, 'moved'));
    const alone = await repository.open(join(path, '.git/modules/sub'));
    t.teardown(() => alone.close());
    t.equal((await alone.objects.files('HEAD')).length, 1, 'its work tree need not be there');
    t.equal(await alone.worktree.isPublished(), true);
    renameSync(join(path, 'moved'), join(path, 'sub'));
    await t.rejects(repository.open(join(path, 'plain')), { code: 'not-a-repository' });
    mkdirSync(join(path, 'plain/.git'));
    await t.rejects(repository.open(join(path, 'plain')), { code: 'not-a-repository' });
    write('sub/.git', 'gitdir: nowhere');
    await t.rejects(repository.open(join(path, 'sub')));
    await t.rejects(repository.open(join(path, 'missing')));
    const bound = await openEngine(path, { ...env, GIT_DIR: join(path, '.git'), GIT_WORK_TREE: path });
    t.teardown(() => bound.close());
    const there = await bound.open(inner.path);
    t.teardown(() => there.close());
    t.equal(there.place.workTree, inner.path, 'whatever the environment says of this one');
  });
}

async function linkedContract(t: Test, opened: Opened): Promise<void> {
  t.test('a worktree is added empty, settled to its commit, and removed with all that is in it', async t => {
    const { path, env, git, worktrees } = await opened(t, { files: { a: '1\n', 'b/c': '2\n' } });
    const before = snapshotOf(path);
    const directories = [join(path, '../linked'), join(path, '../other/linked')];
    for (const directory of directories) {
      await worktrees.add(directory, git('rev-parse', 'HEAD'));
      writeFileSync(join(directory, 'a'), '1\n');
      await worktrees.settle(directory);
      t.equal(gitIn(directory, env, ['status', '--porcelain']), ' D b/c');
      t.equal(gitIn(directory, env, ['rev-parse', '--abbrev-ref', 'HEAD']), 'HEAD');
      t.equal(gitIn(directory, env, ['rev-parse', 'HEAD']), git('rev-parse', 'HEAD'));
      writeFileSync(join(directory, 'untracked'), '');
    }
    t.equal(git('worktree', 'list', '--porcelain').match(/^worktree /gm)?.length, 3);
    t.equal(git('worktree', 'prune', '-n', '-v'), '');
    await t.rejects(worktrees.add(directories[0] as string, git('rev-parse', 'HEAD')), 'it is there already');
    for (const directory of directories) await worktrees.remove(directory);
    t.same(snapshotOf(path), before);
  });
}

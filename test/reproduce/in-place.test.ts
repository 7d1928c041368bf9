import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { difference, switchInPlace, underWay } from '../../src/reproduce/in-place.ts';
import { listSource } from '../../src/reproduce/source-files.ts';
import type { Source } from '../../src/run/source.ts';
import { dirtyTree } from '../support/dirty-tree.ts';
import { type Opened, openedRepository, recordRun } from '../support/recorded-run.ts';
import { snapshotOf } from '../support/temporary-repository.ts';
import { treeOf } from '../support/tree-of.ts';

async function switchTo({ repository }: Opened, commit: string, raw: Source['raw'] = []) {
  return switchInPlace({
    repository,
    commit,
    source: await listSource(repository, commit, raw),
    beside: [],
    links: 'as-is',
    status: await repository.worktree.status(),
  });
}

/** Two commits that share one file and differ in all the ways two trees can. */
async function twoCommits(t: Test): Promise<Opened & { readonly first: string; readonly second: string }> {
  const opened = await openedRepository(t, {
    files: { same: '=', changed: '1', 'dir/gone': '1', 'swap/inner': '1', plain: '1', 'run.sh': '1' },
  });
  const { git, write } = opened;
  const first = git('rev-parse', 'HEAD');
  git('rm', '-q', '-r', 'dir', 'swap', 'plain');
  write('changed', '2');
  write('run.sh*', '1');
  write('swap', 'now a file');
  write('plain/inner', 'now a directory');
  write('added/deep', '2');
  git('add', '--all');
  git('commit', '-q', '-m', 'second');
  return { ...opened, first, second: git('rev-parse', 'HEAD') };
}

t.test('a work tree becomes another commit, and Git takes it back', async t => {
  const opened = await twoCommits(t);
  const { path, git, first, second } = opened;
  const before = treeOf(path);
  t.same(await switchTo(opened, first), { files: 5, bytes: 5 });
  t.same(treeOf(path), {
    same: '644 =',
    changed: '644 1',
    'dir/gone': '644 1',
    'swap/inner': '644 1',
    plain: '644 1',
    'run.sh': '644 1',
  });
  t.equal(git('status', '--porcelain'), '');
  t.equal(git('rev-parse', 'HEAD'), first);
  t.equal(git('rev-parse', 'main'), second, 'the branch stays where it was');
  t.throws(() => git('symbolic-ref', '-q', 'HEAD'), 'HEAD is detached');
  t.match(git('reflog', '-1'), /git run checkout/);
  git('switch', '-q', 'main');
  t.same(treeOf(path), before);
  t.equal(git('status', '--porcelain'), '');
});

t.test('a dirty source comes in place as it was, and goes again', async t => {
  const opened = await dirtyTree(t);
  const { path, git, canary } = opened;
  const { run } = await recordRun(opened, ['true']);
  const then = treeOf(path);
  git('stash', '-q', '--include-untracked');
  const clean = treeOf(path);
  const smudged = existsSync(canary);
  await switchTo(opened, run.source.commit, run.source.raw);
  t.same(treeOf(path), then);
  t.equal(git('status', '--porcelain'), '');
  t.equal(existsSync(canary), smudged, 'no filter of ours');
  git('switch', '-q', 'main');
  t.same(treeOf(path), clean);
});

t.test('a file of the user in the way ends it, and all is as it was', async t => {
  const opened = await twoCommits(t);
  const { path, git, write, first } = opened;
  git('config', 'core.excludesFile', write('.git/excludes', 'gone\n'));
  write('dir/gone', 'mine, and ignored');
  const before = snapshotOf(path);
  await t.rejects(switchTo(opened, first), { name: 'WouldOverwriteError', data: { path: 'dir/gone' } });
  t.same(snapshotOf(path), before);
});

t.test('a link where a directory is needed is not followed', async t => {
  const opened = await twoCommits(t);
  const { path, home, git, write, first } = opened;
  git('config', 'core.excludesFile', write('.git/excludes', 'dir\n'));
  mkdirSync(join(home, 'elsewhere'));
  symlinkSync(join(home, 'elsewhere'), join(path, 'dir'));
  const before = snapshotOf(path);
  await t.rejects(switchTo(opened, first), { name: 'WouldOverwriteError', data: { path: 'dir' } });
  t.same(snapshotOf(path), before);
});

t.test('edits that git status does not see are not lost', async t => {
  const opened = await twoCommits(t);
  const { path, git, write, first } = opened;
  git('update-index', '--assume-unchanged', 'changed');
  write('changed', 'hidden');
  t.equal(git('status', '--porcelain'), '');
  await t.rejects(switchTo(opened, first), { name: 'WouldOverwriteError', data: { path: 'changed' } });
  t.equal(readFileSync(join(path, 'changed'), 'utf8'), 'hidden');
});

t.test('a HEAD that moved meanwhile ends it, and all is as it was', async t => {
  const opened = await twoCommits(t);
  const { path, git, repository, first } = opened;
  const status = await repository.worktree.status();
  git('commit', '-q', '--allow-empty', '-m', 'third');
  const before = treeOf(path);
  const source = await listSource(repository, first);
  const request = { repository, commit: first, source, beside: [], links: 'as-is', status } as const;
  await t.rejects(switchInPlace(request), { name: 'GitCommandError' });
  t.same(treeOf(path), before);
  t.equal(git('status', '--porcelain'), '');
});

t.test('before the first commit there is nothing to take away', async t => {
  const opened = await openedRepository(t, { commit: false });
  const { path, git, write } = opened;
  write('a', '1');
  const { run } = await recordRun(opened, ['true']);
  git('clean', '-q', '-f');
  await switchTo(opened, run.source.commit);
  t.same(treeOf(path), { a: '644 1' });
  t.equal(git('status', '--porcelain'), '');
});

t.test('only what differs goes and comes', t => {
  const entry = (path: string, oid: string, mode = '100644') =>
    ({ path, oid, mode, type: 'blob', size: 1 }) as const;
  const file = (path: string, oid: string) => ({ path, oid, mode: '644', size: 1 }) as const;
  const head = [entry('same', '1'), entry('mode', '1', '100755'), entry('gone', '1'), entry('new', '1')];
  const { away, come } = difference(head, [file('same', '1'), file('mode', '1'), file('new', '2')]);
  t.same(
    away.map(({ path }) => path),
    ['mode', 'gone', 'new'],
  );
  t.same(
    come.map(({ path }) => path),
    ['mode', 'new'],
  );
  t.end();
});

t.test('what Git is in the middle of is told', async t => {
  const { repository, git, write } = await openedRepository(t, { files: { a: '1' } });
  t.equal(underWay(repository), undefined);
  git('bisect', 'start');
  t.equal(underWay(repository), 'a bisection');
  git('bisect', 'reset');
  write('.git/MERGE_HEAD', git('rev-parse', 'HEAD'));
  t.equal(underWay(repository), 'a merge');
});

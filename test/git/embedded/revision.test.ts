import { join } from 'node:path';
import t from 'tap';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { refStore } from '../../../src/git/embedded/ref-store.ts';
import { revisions } from '../../../src/git/embedded/revision.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('revisions lead where git finds them', async t => {
  const { path, git, write } = temporaryRepository(t, { files: { a: '1', 'd/é': '2' } });
  git('checkout', '-q', '-b', 'side');
  write('side', '');
  git('add', '.');
  git('commit', '-q', '-m', 'side');
  git('checkout', '-q', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'ours');
  git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
  git('tag', '-a', '-m', 'x', 'v1');
  git('tag', '-a', '-m', 'x', 'vv1', 'v1');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD^2');
  git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  git('tag', 'side', 'HEAD~2');
  git('branch', 'deadbeef', 'HEAD^2');
  const gitDir = join(path, '.git');
  const found = revisions(objectStore(gitDir), refStore(gitDir));
  const short = git('rev-parse', '--short=6', 'HEAD');
  for (const each of [
    'HEAD',
    'HEAD^2',
    'HEAD~2',
    'HEAD^2~1',
    'HEAD^^',
    'v1',
    'vv1',
    'vv1^0',
    'origin',
    'side',
    'deadbeef',
    short,
    `v1-2-g${short}`,
  ]) {
    t.equal(await found.peel(each, 'commit'), git('rev-parse', '-q', `${each}^{commit}`), each);
    t.equal(await found.peel(each, 'tree'), git('rev-parse', '-q', `${each}^{tree}`), each);
  }
  for (const each of [
    'HEAD:a',
    'v1:d',
    'side:d/é',
    'HEAD:',
    'vv1',
    'vv1^{}',
    'v1^{tag}',
    'HEAD^{tree}',
    'v1^{object}',
  ]) {
    t.equal((await found.find(each))?.oid, git('rev-parse', each), each);
  }
  for (const each of [
    'HEAD^3',
    'HEAD~9',
    'HEAD^{blob}',
    'HEAD^{x',
    'HEAD^x',
    'none',
    'HEAD:none',
    'HEAD:a/b',
    'config',
    '',
    '-x',
    'a b',
    'a..b',
  ]) {
    t.equal(await found.find(each), undefined, JSON.stringify(each));
  }
});

t.test('what only git can answer is refused with a remedy', async t => {
  const gitDir = join(temporaryRepository(t).path, '.git');
  const found = revisions(objectStore(gitDir), refStore(gitDir));
  for (const each of ['main@{0}', '@{upstream}', 'HEAD^{/text}', ':/text']) {
    await t.rejects(
      found.peel(each, 'commit'),
      { code: 'engine-limit', data: { remedy: /install git/ } },
      each,
    );
  }
});

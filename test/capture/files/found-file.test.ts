import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import {
  artifactPath,
  artifactsDirectory,
  changedSince,
  foundFile,
} from '../../../src/capture/files/found-file.ts';
import { put } from '../../support/ended-job.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

function places(t: Test) {
  const root = temporaryDirectory(t);
  const workTree = join(root, 'project');
  const live = join(workTree, '.git/git-run/live/x');
  mkdirSync(artifactsDirectory(live), { recursive: true });
  return { root, workTree, live };
}

t.test('a regular file is kept under the name it is given', async t => {
  const where = places(t);
  const file = put(where.workTree, 'out/a');
  t.same(await foundFile('out/a', file, where), { path: 'out/a', file });
  const artifact = put(where.live, 'artifacts/b');
  t.same(await foundFile('b', artifact, where), { path: 'b', file: artifact });
});

t.test('a link is followed within the work tree, never out of it', async t => {
  const where = places(t);
  const file = put(where.workTree, 'ckpt/7.pt');
  put(where.root, 'secret');
  put(where.workTree, '.git/config');
  const link = (path: string, target: string) => {
    symlinkSync(target, join(where.workTree, path));
    return foundFile(path, join(where.workTree, path), where);
  };
  t.same(await link('best.pt', 'ckpt/7.pt'), { path: 'best.pt', file });
  t.match(await link('out', '../secret'), { code: 'artifact-not-kept', message: /outside of the work tree/ });
  t.match(await link('config', '.git/config'), { code: 'artifact-not-kept' });
  t.match(await link('dangling', 'nowhere'), { message: /no such file/ });
  t.match(await link('dir', 'ckpt'), { message: /no regular file/ });
  symlinkSync('..', join(where.workTree, 'up'));
  t.match(await foundFile('up/secret', join(where.workTree, 'up/secret'), where), {
    code: 'artifact-not-kept',
  });
});

t.test('a file elsewhere is kept where the job named it itself, by no link', async t => {
  const where = places(t);
  const file = put(where.root, 'tmp/model.pkl');
  t.same(await foundFile('model.pkl', file, where), { path: 'model.pkl', file });
  symlinkSync(file, join(where.root, 'link'));
  t.match(await foundFile('link', join(where.root, 'link'), where), { code: 'artifact-not-kept' });
});

t.test('pipes and names that no tree can hold are not kept', async t => {
  const where = places(t);
  execFileSync('mkfifo', [join(where.workTree, 'pipe')]);
  t.match(await foundFile('pipe', join(where.workTree, 'pipe'), where), { message: /no regular file/ });
  const file = put(where.workTree, 'x');
  for (const path of ['../x', '/x', '.git/x', 'a/.GIT/x', '']) {
    t.match(await foundFile(path, file, where), { code: 'artifact-not-kept' }, path);
  }
});

t.test('an artifact is called by its path from where it belongs', async t => {
  const where = places(t);
  t.equal(artifactPath(join(where.live, 'artifacts/a/b'), where), 'a/b');
  t.equal(artifactPath(join(where.workTree, 'out/b'), where), 'out/b');
  t.equal(artifactPath('/elsewhere/b', where), 'b');
});

t.test('what was changed or put there since is told by its times', async t => {
  const stat = statSync(put(temporaryDirectory(t), 'x'));
  t.ok(changedSince(stat, stat.mtimeMs));
  t.ok(changedSince(stat, stat.mtimeMs + 5), 'clocks tick coarsely');
  t.notOk(changedSince(stat, stat.ctimeMs + 1000));
});

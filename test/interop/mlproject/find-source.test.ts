import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { directoryIn, findSource } from '../../../src/interop/mlproject/find-source.ts';
import { parseProjectUri } from '../../../src/interop/mlproject/project-uri.ts';
import { openedRepository } from '../../support/recorded-run.ts';
import { temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('a project is in the work tree, in a commit of it, or elsewhere', async t => {
  const on = await openedRepository(t, { files: { 'ml/a/x': '', 'ml/x': '' } });
  const other = temporaryRepository(t, { files: { 'sub/x': '' } });
  const find = (word: string, version?: string, cwd = on.path) => {
    const wish = { repository: on.repository, env: on.env, cwd, uri: parseProjectUri(word) };
    return findSource({ ...wish, ...(version === undefined ? {} : { version }) });
  };
  t.same(await find('.'), { kind: 'work tree', directory: on.path });
  t.same(await find('ml#a'), { kind: 'work tree', directory: join(on.path, 'ml/a') });
  t.same(await find('../..', undefined, join(on.path, 'ml/a')), { kind: 'work tree', directory: on.path });
  const commit = on.git('rev-parse', 'HEAD');
  t.same(await find('ml#a', 'HEAD'), { kind: 'commit', commit, within: 'ml/a' });
  const elsewhere = { kind: 'elsewhere', url: other.path };
  t.same(await find(join(other.path, 'sub')), { ...elsewhere, within: 'sub' });
  t.same(await find(`${other.path}#sub`, 'v1'), { ...elsewhere, version: 'v1', within: 'sub' });
  t.same(await find(join(other.path, '.git')), {
    kind: 'elsewhere',
    url: join(other.path, '.git'),
    within: '.',
  });
  symlinkSync(other.path, join(on.path, 'link'));
  t.same(await find('link'), { ...elsewhere, within: '.' }, 'a link leads where it leads');
  const url = 'https://example.com/x';
  t.same(await find(`${url}#a`, 'v1'), { kind: 'elsewhere', url, version: 'v1', within: 'a' });
  for (const [word, version] of [
    ['none'],
    ['ml', 'nope'],
    ['ml', '--all'],
    ['ml#none'],
    [temporaryDirectory(t)],
  ])
    await t.rejects(find(word as string, version), { code: 'project' }, `${word} ${version}`);
  other.write('new', '');
  await t.rejects(find(other.path), { code: 'project', message: /edits that are not committed/ });
  t.same(await find(other.path, 'HEAD'), { ...elsewhere, version: 'HEAD', within: '.' });
});

t.test('a directory within is one', async t => {
  const on = temporaryRepository(t, { files: { 'a/x': '' } });
  t.equal(await directoryIn(on.path, 'a'), join(on.path, 'a'));
  await t.rejects(directoryIn(on.path, 'a/x'), {
    code: 'project',
    message: 'the project has no directory a/x',
  });
});

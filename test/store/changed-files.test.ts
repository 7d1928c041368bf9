import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import { changedFiles } from '../../src/store/changed-files.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

for (const objectFormat of ['sha1', 'sha256'] as const) {
  t.test(`what a commit adds and changes is told, and nothing else (${objectFormat})`, async t => {
    const on = temporaryRepository(t, {
      objectFormat,
      files: { 'same/deep/a': '1', 'dir/b': '1', 'dir/sub/c': '1', gone: '1', file: '1', 'tool*': '1' },
    });
    const repository = await openRepository(on.path, { ...on.env });
    t.teardown(() => repository.close());
    const changes = { 'dir/sub/c': '2', 'new/é x': '1', 'dir.b': '1', 'dir/b2': '1' };
    for (const [path, content] of Object.entries(changes)) on.write(path, content);
    on.git('rm', '-q', 'gone', 'file');
    on.write('file/now-a-directory', '1');
    on.git('add', '--all');
    on.git('commit', '-q', '-m', 'second');
    const head = on.git('rev-parse', 'HEAD');
    const found = await changedFiles(repository.objects, head);
    t.same(found.map(({ path }) => path).sort(), [...Object.keys(changes), 'file/now-a-directory'].sort());
    for (const { path, oid } of found) t.equal(oid, on.git('rev-parse', `HEAD:${path}`));
  });
}

t.test('of a commit without a parent all files are new', async t => {
  const on = temporaryRepository(t, { files: { a: '1', 'b/c': '2' } });
  const repository = await openRepository(on.path, { ...on.env });
  t.teardown(() => repository.close());
  const found = await changedFiles(repository.objects, on.git('rev-parse', 'HEAD'));
  t.same(
    found.map(({ path }) => path),
    ['a', 'b/c'],
  );
});

import { join } from 'node:path';
import t from 'tap';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('objects are found wherever they lie, with their sizes', async t => {
  const { path, git, write } = temporaryRepository(t, { files: { a: '123' } });
  const store = objectStore(join(path, '.git'));
  const [commit = '', blob = ''] = git('rev-parse', 'HEAD', 'HEAD:a').split('\n');
  for (const _ of ['loose', 'packed']) {
    t.equal((await store.get(blob))?.type, 'blob');
    t.match((await store.need(commit, 'commit')).toString(), /^tree /);
    t.equal(store.head(blob)?.size, 3);
    t.ok(await store.has(blob));
    git('gc', '-q', '--prune=now');
  }
  const none = '1'.repeat(40);
  t.equal(await store.get(none), undefined);
  t.notOk(await store.has(none));
  await t.rejects(store.need(none, 'blob'), { code: 'corrupt-record', message: /missing/ });
  await t.rejects(store.need(blob, 'tree'), { message: /a blob, not a tree/ });
  t.equal(await store.put('blob', Buffer.from('123')), blob);
  t.equal(await store.putFile(write('b', '123')), blob);
  const read = async (oid: string) => {
    for await (const _ of store.stream(oid));
  };
  await read(blob);
  await t.rejects(read(commit), { message: /no blob/ });
});

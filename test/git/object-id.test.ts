import t from 'tap';
import { idOf, startId } from '../../src/git/object-id.ts';
import { gitIn, temporaryRepository } from '../support/temporary-repository.ts';

for (const objectFormat of ['sha1', 'sha256'] as const) {
  t.test(`an id is what git gives to the same bytes, ${objectFormat}`, async t => {
    const { path, env } = temporaryRepository(t, { objectFormat });
    for (const text of ['', 'a\n', 'é\0']) {
      const expected = gitIn(path, env, ['hash-object', '--stdin'], text);
      t.equal(idOf(objectFormat, 'blob', Buffer.from(text)), expected);
      const pieces = startId(objectFormat, 'blob', Buffer.byteLength(text));
      for (const byte of Buffer.from(text)) pieces.update(Buffer.of(byte));
      t.equal(pieces.digest('hex'), expected);
    }
  });
}

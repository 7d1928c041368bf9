import { createHash } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { digest, digestOfStored, onDisk } from '../../src/capture/file-digest.ts';
import { openRepository } from '../../src/git/open.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('files of any size and any name have their digest', async t => {
  const large = Buffer.alloc((1 << 20) + 1, 'x');
  const top = t.testdir({ 'å b': 'small', large });
  const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  t.same(await digest(onDisk(top, 'å b')), { sha256: sha256('small'), size: 5 });
  t.same(await digest(onDisk(top, 'large')), { sha256: sha256(large), size: large.length });
  t.same(onDisk('/t', 'a\udcff'), Buffer.from([0x2f, 0x74, 0x2f, 0x61, 0xff]));
  await t.rejects(digest(onDisk(top, 'none')), { code: 'ENOENT' });
});

t.test('of a stored file its blob is digested, also where the file is another by now', async t => {
  const on = temporaryRepository(t, { files: { a: 'as it was', b: Buffer.alloc((1 << 20) + 1) } });
  const { objects, close } = await openRepository(on.path, on.env);
  t.teardown(close);
  for (const path of ['a', 'b']) {
    const file = join(on.path, path);
    const before = await digest(Buffer.from(file));
    const oid = on.git('rev-parse', `HEAD:${path}`);
    t.same(await digestOfStored(objects, Buffer.from(file), oid), before);
    truncateSync(file, 3);
    t.same(await digestOfStored(objects, Buffer.from(file), oid), before);
  }
});

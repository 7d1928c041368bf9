import { createHash } from 'node:crypto';
import t from 'tap';
import { digest, onDisk } from '../../src/capture/file-digest.ts';

t.test('files of any size and any name have their digest', async t => {
  const large = Buffer.alloc((1 << 20) + 1, 'x');
  const top = t.testdir({ 'å b': 'small', large });
  const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  t.same(await digest(onDisk(top, 'å b')), { sha256: sha256('small'), size: 5 });
  t.same(await digest(onDisk(top, 'large')), { sha256: sha256(large), size: large.length });
  t.same(onDisk('/t', 'a\udcff'), Buffer.from([0x2f, 0x74, 0x2f, 0x61, 0xff]));
  await t.rejects(digest(onDisk(top, 'none')), { code: 'ENOENT' });
});

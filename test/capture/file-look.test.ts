import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { look } from '../../src/capture/file-look.ts';

t.test('a look tells what lies there, and follows no link', async t => {
  const top = t.testdir({ file: '12', directory: {} });
  symlinkSync('file', join(top, 'link'));
  t.match(look(top, 'file'), { kind: 'file', executable: false, size: 2, stamp: /^\d+\.\d+$/ });
  chmodSync(join(top, 'file'), 0o755);
  t.match(look(top, 'file'), { kind: 'file', executable: true });
  t.same(look(top, 'link'), { kind: 'link', target: Buffer.from('file') });
  for (const path of ['none', 'directory', 'file/below']) t.same(look(top, path), { kind: 'missing' }, path);
});

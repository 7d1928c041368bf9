import fc from 'fast-check';
import t from 'tap';
import { iterm2Picture } from '../../../src/tui/picture/iterm2.ts';

const FORM = /^\x1b\]1337;File=([a-zA-Z0-9;=]*):([A-Za-z0-9+/=]*)\x07$/;

t.test('a file is shown in line, within so many cells, in its shape', async t => {
  const [, keys] = FORM.exec(iterm2Picture(Buffer.from('png'), { columns: 20, rows: 9 })) ?? [];
  t.same(keys?.split(';'), [
    'inline=1',
    'size=3',
    'width=20',
    'height=9',
    'preserveAspectRatio=1',
    'doNotMoveCursor=1',
  ]);
});

t.test('whatever the bytes are, they arrive, and none of them is read as anything else', async t => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      const [, , payload = ''] = FORM.exec(iterm2Picture(bytes, { columns: 1, rows: 1 })) as RegExpExecArray;
      return Buffer.from(payload, 'base64').equals(bytes);
    }),
  );
  t.pass();
});

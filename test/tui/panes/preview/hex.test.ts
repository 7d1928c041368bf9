import t from 'tap';
import { hexLines, hexPreview } from '../../../../src/tui/panes/preview/hex.ts';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { styles } from '../../../../src/view/style.ts';

const style = styles(false);

t.test('bytes stand by their offsets, as digits and as characters', async t => {
  const bytes = Buffer.from('\x7fELF\x00\x1b[2Jabcdefgh');
  t.same(hexLines(bytes, { width: 80, style }), [
    '00000000  7f 45 4c 46 00 1b 5b 32  4a 61 62 63 64 65 66 67  ·ELF··[2Jabcdefg',
    '00000010  68                                                h',
  ]);
});

t.test('a line has as many bytes as there is room for', async t => {
  const bytes = Buffer.alloc(64, 'a');
  for (const width of [200, 80, 60, 50, 40, 32]) {
    const lines = hexLines(bytes, { width, style });
    for (const line of lines) t.ok(line.length <= width, `${line.length} of ${width}`);
    t.equal(lines.length, width >= 80 ? 4 : width >= 50 ? 8 : 16);
  }
});

t.test('files of known kinds are called so', async t => {
  const kind = (start: string) => {
    const bytes = Buffer.from(start, 'latin1');
    return hexPreview(previewedFile('a', bytes, bytes.length), { width: 80, style }).kind;
  };
  t.equal(kind('\x93NUMPY\x01\x00'), 'NumPy array');
  t.equal(kind('PK\x03\x04\x00'), 'ZIP archive');
  t.equal(kind('\x40\x00\x00\x00\x00\x00\x00\x00{"a":'), 'safetensors');
  t.equal(kind('\x00\x01'), 'binary');
});

t.test('of a large file the beginning is shown, and said to be one', async t => {
  const preview = hexPreview(previewedFile('a', Buffer.alloc(256_000), 5e9), { width: 80, style });
  t.equal(preview.lines.length, 4096);
  t.equal(preview.cut, 'the first 65.5 kB of 5.0 GB');
});

import t from 'tap';
import { type PictureWish, picturePreview } from '../../../../src/tui/panes/preview/picture.ts';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { encodePng } from '../../../../src/tui/picture/encode-png.ts';
import { pixels } from '../../../support/pictures.ts';

const png = Buffer.from(encodePng(pixels(40, 20, x => [x * 6, 0, 0])));
const wish: PictureWish = {
  columns: 20,
  rows: 10,
  how: 'blocks',
  depth: 24,
  background: 'dark',
};
const shown = (bytes: Buffer, changes: Partial<PictureWish> = {}, size = bytes.length) =>
  picturePreview(previewedFile('a.png', bytes, size), { ...wish, ...changes });

t.test('a picture is lines of coloured text, or what the terminal shows as one', async t => {
  const blocks = shown(png);
  t.equal(blocks?.kind, 'PNG, 40 × 20');
  t.equal(blocks?.lines.length, 5);
  const kitty = shown(png, { how: 'kitty' });
  t.same(kitty?.lines, []);
  t.match(kitty?.picture?.sequence, /^\x1b_G/);
  t.match(kitty?.picture?.erase, /^\x1b_Ga=d/);
});

t.test('what is no picture is none', async t => {
  t.equal(shown(Buffer.from('text')), undefined);
});

t.test('a picture that is not shown says why', async t => {
  t.match(shown(png, {}, 40e6), {
    cut: /^the first .* of 40\.0 MB$/,
    lines: ['', /too large/],
  });
  t.match(shown(Buffer.concat([png.subarray(0, 40), Buffer.alloc(50)]))?.lines.join(), 'It cannot be shown');
  t.match(shown(Buffer.from('GIF89a\x10\x00\x10\x00'))?.lines.join(), 'It cannot be shown here; o opens it');
});

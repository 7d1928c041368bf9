import { encode as encodeJpeg } from 'jpeg-js';
import t from 'tap';
import { CorruptRecordError } from '../../../src/run/errors.ts';
import { TooLargeError } from '../../../src/run/repository-errors.ts';
import { decodePicture } from '../../../src/tui/picture/decode.ts';
import { encodePng } from '../../../src/tui/picture/encode-png.ts';
import { describePicture, type PictureOptions, preparePicture } from '../../../src/tui/picture/picture.ts';
import { pictureKind, pictureSize } from '../../../src/tui/picture/pixels.ts';
import { pixels, pngOf } from '../../support/pictures.ts';

const OPTIONS = { columns: 40, rows: 20, depth: 24, background: 'dark' } as const;
const HOWS = ['kitty', 'iterm2', 'sixel', 'blocks'] as const;

const large = pixels(640, 480, (x, y) => [x & 255, y & 255, 90]);
const PNG = encodePng(large);
const JPEG = encodeJpeg({ ...large, data: Buffer.from(large.data) }, 60).data;
const DIGIT = encodePng(pixels(28, 28, (x, y) => [x * 9, y * 9, 0]));
const GIF = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');

function sequenceOf(bytes: Uint8Array, options: Pick<PictureOptions, 'how'> & Partial<PictureOptions>) {
  const prepared = preparePicture(bytes, { ...OPTIONS, ...options });
  if (prepared?.kind !== 'sequence') throw new Error(`${prepared?.kind} is no sequence`);
  return prepared;
}

/** The file within a sequence. */
const fileIn = (sequence: string) =>
  Buffer.from(
    [...sequence.matchAll(/[;:]([A-Za-z0-9+/=]*)(?:\x1b\\|\x07)/g)].map(([, text]) => text).join(''),
    'base64',
  );

t.test('a picture is named by its kind and size', async t => {
  t.equal(describePicture(PNG), 'PNG, 640 × 480');
  t.equal(describePicture(JPEG), 'JPEG, 640 × 480');
  t.equal(describePicture(GIF), 'GIF, 1 × 1');
  t.equal(describePicture(PNG.subarray(0, 12)), 'PNG', 'as far as it can be known');
  t.equal(describePicture(Buffer.from('text')), undefined);
});

t.test('blocks are lines that fit, of the depth that was asked for', async t => {
  for (const [depth, codes] of [
    [24, /\x1b\[[34]8;2;/],
    [8, /\x1b\[[34]8;5;/],
    [4, /\x1b\[(?:[349]\d|10\d)[;m]/],
    [1, /^[ \u2800-\u28ff]+$/],
  ] as const) {
    const prepared = preparePicture(PNG, { ...OPTIONS, how: 'blocks', depth });
    const lines = prepared?.kind === 'lines' ? prepared.lines : [];
    t.equal(lines.length, 15, '40 columns are 30 pixels high');
    for (const line of lines) t.equal(line.replace(/\x1b\[[\d;]*m/g, '').length, 40);
    t.match(lines[7], codes, `${depth}`);
  }
});

t.test('kitty gets the PNG itself, on the cells that it is to cover', async t => {
  const { sequence, erase, columns, rows } = sequenceOf(PNG, { how: 'kitty', id: 5 });
  t.same(fileIn(sequence), Buffer.from(PNG));
  t.same([columns, rows], [40, 15]);
  t.match(sequence, /^\x1b_Ga=T,f=100,i=5,c=40,r=15,/);
  t.equal(erase, '\x1b_Ga=d,d=I,i=5,q=2\x1b\\');
});

t.test('of a JPEG kitty gets a PNG of the size that it has on the screen', async t => {
  const file = fileIn(sequenceOf(JPEG, { how: 'kitty', cell: { width: 8, height: 16 } }).sequence);
  t.equal(pictureKind(file), 'png');
  t.same(pictureSize(file), { width: 320, height: 240 });
});

t.test('a picture that is smaller than its place keeps its size, a tiny one shows its pixels', async t => {
  const { columns, rows } = sequenceOf(PNG, { how: 'kitty', columns: 100, rows: 40 });
  t.same([columns, rows], [64, 24]);
  for (const how of ['kitty', 'iterm2'] as const) {
    const { sequence } = sequenceOf(DIGIT, { how });
    const file = fileIn(sequence);
    t.same(pictureSize(file), { width: 392, height: 392 }, '14 times');
    t.same(decodePicture(file)?.data.slice(0, 4), decodePicture(file)?.data.slice(13 * 4, 14 * 4));
  }
});

t.test('iTerm2 gets PNG, JPEG and GIF as they are, and no way to take them away is needed', async t => {
  for (const bytes of [PNG, JPEG, GIF]) {
    const { sequence, erase } = sequenceOf(bytes, { how: 'iterm2' });
    t.same(fileIn(sequence), Buffer.from(bytes));
    t.equal(erase, undefined);
  }
});

t.test('sixels cover no more than the cells that they may', async t => {
  const { sequence, columns, rows } = sequenceOf(JPEG, { how: 'sixel', cell: { width: 9, height: 19 } });
  t.match(sequence, /^\x1bP0;1;0q"1;1;360;270#/);
  t.same([columns, rows], [40, 15]);
});

t.test('a file of many megabytes is made smaller before it is handed over', async t => {
  let last = 1;
  const next = () => {
    last ^= last << 13;
    last ^= last >>> 17;
    last ^= last << 5;
    return last & 255;
  };
  const noise = pixels(1400, 1000, () => [next(), next(), next()]);
  const bytes = encodePng(noise);
  t.ok(bytes.length > 4e6, `${bytes.length}`);
  for (const how of ['kitty', 'iterm2'] as const) {
    t.same(pictureSize(fileIn(sequenceOf(bytes, { how }).sequence)), { width: 400, height: 286 }, how);
  }
});

t.test('what cannot be shown is nothing, not an error', async t => {
  const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
  for (const how of HOWS) {
    t.equal(preparePicture(webp, { ...OPTIONS, how }), undefined, how);
    t.equal(preparePicture(Buffer.from('text'), { ...OPTIONS, how }), undefined, how);
    if (how !== 'iterm2') t.equal(preparePicture(GIF, { ...OPTIONS, how }), undefined, how);
  }
});

t.test('damage and bombs are told, however the picture is to be shown', async t => {
  const bomb = pngOf({ width: 50_000, height: 50_000, depth: 1, colourType: 0, rows: new Uint8Array(9) });
  for (const how of HOWS) {
    const options = { ...OPTIONS, how };
    t.throws(() => preparePicture(bomb, options), TooLargeError, how);
    t.throws(() => preparePicture(PNG.subarray(0, 14), options), CorruptRecordError, how);
    if (how !== 'iterm2')
      t.throws(() => preparePicture(PNG.subarray(0, -30), options), CorruptRecordError, how);
  }
});

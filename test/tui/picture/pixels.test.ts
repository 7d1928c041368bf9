import fc from 'fast-check';
import { encode as encodeJpeg } from 'jpeg-js';
import t from 'tap';
import { TooLargeError } from '../../../src/run/repository-errors.ts';
import { pictureKind, pictureSize, refuseHuge } from '../../../src/tui/picture/pixels.ts';
import { pngOf } from '../../support/pictures.ts';

const PNG = pngOf({ width: 3, height: 2, depth: 8, colourType: 0, rows: new Uint8Array(8) });
const JPEG = encodeJpeg({ width: 5, height: 7, data: new Uint8Array(140) }, 50).data;
const GIF = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');
const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
const LOSSLESS = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

/** The header of an animated WebP, or of one with metadata. */
function extendedWebp(width: number, height: number): Buffer {
  const bytes = Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1'),
    Buffer.alloc(6),
  ]);
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

function bmp(header: number, width: number, height: number): Buffer {
  const bytes = Buffer.alloc(14 + header);
  bytes.write('BM');
  bytes.writeUInt32LE(header, 14);
  if (header === 12) {
    bytes.writeUInt16LE(width, 18);
    bytes.writeUInt16LE(height, 20);
  } else {
    bytes.writeInt32LE(width, 18);
    bytes.writeInt32LE(height, 22);
  }
  return bytes;
}

t.test('a picture is known by its first bytes, with its size', async t => {
  const cases = [
    [PNG, 'png', 3, 2],
    [JPEG, 'jpeg', 5, 7],
    [GIF, 'gif', 1, 1],
    [WEBP, 'webp', 1, 1],
    [LOSSLESS, 'webp', 1, 1],
    [extendedWebp(70_000, 300), 'webp', 70_000, 300],
    [bmp(12, 320, 200), 'bmp', 320, 200],
    [bmp(40, 320, 200), 'bmp', 320, 200],
    [bmp(124, 320, -200), 'bmp', 320, 200],
  ] as const;
  for (const [bytes, kind, width, height] of cases) {
    t.equal(pictureKind(bytes), kind);
    t.same(pictureSize(bytes), { width, height }, kind);
  }
});

t.test('what only begins alike is no picture', async t => {
  for (const text of [
    '',
    'BM',
    'BMW is a maker of cars, among others',
    'RIFF1234WAVE',
    'GIF88a',
    '\x89PNG\n',
  ]) {
    t.equal(pictureKind(Buffer.from(text, 'latin1')), undefined, text);
    t.equal(pictureSize(Buffer.from(text, 'latin1')), undefined, text);
  }
});

t.test('a header that is cut off, or of no pixels, gives no size', async t => {
  for (const bytes of [PNG.subarray(0, 12), JPEG.subarray(0, 20), GIF.subarray(0, 7), WEBP.subarray(0, 20)]) {
    t.equal(pictureSize(bytes), undefined);
  }
  t.equal(
    pictureSize(pngOf({ width: 0, height: 9, depth: 8, colourType: 0, rows: new Uint8Array() })),
    undefined,
  );
});

t.test('any bytes are looked at without harm to them, nor to us', async t => {
  const starts = fc.constantFrom(
    PNG.subarray(0, 8),
    JPEG.subarray(0, 3),
    WEBP.subarray(0, 16),
    Buffer.from('BM'),
  );
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 80 }), (start, rest) => {
      const bytes = Buffer.concat([start, rest]);
      const before = Buffer.from(bytes);
      pictureSize(bytes);
      return bytes.equals(before);
    }),
  );
  t.pass();
});

t.test('what would take all memory is refused by its header', async t => {
  const bomb = pngOf({ width: 60_000, height: 60_000, depth: 1, colourType: 0, rows: new Uint8Array(4) });
  t.throws(() => refuseHuge(bomb, { width: 60_000, height: 60_000 }), TooLargeError);
  t.throws(() => refuseHuge(new Uint8Array(65e6), { width: 10, height: 10 }), TooLargeError);
  t.doesNotThrow(() => refuseHuge(bomb, { width: 6000, height: 4000 }));
});

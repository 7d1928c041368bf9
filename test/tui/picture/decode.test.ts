import fc from 'fast-check';
import { encode as encodeJpeg } from 'jpeg-js';
import t from 'tap';
import { CorruptRecordError, GitRunError } from '../../../src/run/errors.ts';
import { TooLargeError } from '../../../src/run/repository-errors.ts';
import { decodePicture } from '../../../src/tui/picture/decode.ts';
import { encodePng } from '../../../src/tui/picture/encode-png.ts';
import type { Pixels } from '../../../src/tui/picture/pixels.ts';
import { anyPixels, colourAt, pixels, pngOf } from '../../support/pictures.ts';

const decoded = (bytes: Uint8Array) => decodePicture(bytes) as Pixels;

t.test('a PNG gives the pixels that were put in', async t => {
  fc.assert(
    fc.property(anyPixels(12), picture => {
      const { width, height, data } = decoded(encodePng(picture));
      return width === picture.width && height === picture.height && Buffer.from(picture.data).equals(data);
    }),
  );
  t.pass();
});

t.test('grey, of 16 bits, of one bit, with a palette of which one is transparent', async t => {
  const fine = pngOf({
    width: 2,
    height: 1,
    depth: 16,
    colourType: 2,
    rows: Buffer.from([0, 60, 0, 62, 0, 7, 0, 255, 255, 128, 128, 0, 9]),
  });
  t.same([...decoded(fine).data], [60, 62, 7, 255, 255, 128, 0, 255]);

  const bits = pngOf({ width: 3, height: 2, depth: 1, colourType: 0, rows: Buffer.from([0, 0xa0, 0, 0x40]) });
  t.same(
    [...decoded(bits).data].filter((_, at) => at % 4 === 0),
    [255, 0, 255, 0, 255, 0],
  );

  const palette = pngOf({
    width: 2,
    height: 2,
    depth: 2,
    colourType: 3,
    chunks: [
      ['PLTE', Buffer.from([255, 0, 0, 0, 0, 255, 1, 2, 3])],
      ['tRNS', Buffer.from([255, 0])],
    ],
    rows: Buffer.from([0, 0x10, 0, 0x80]),
  });
  const shown = decoded(palette);
  t.same(colourAt(shown, 0, 0), [255, 0, 0, 255]);
  t.same(colourAt(shown, 1, 0), [0, 0, 255, 0]);
  t.same(colourAt(shown, 0, 1), [1, 2, 3, 255]);
});

t.test('an interlaced one', async t => {
  // The seven passes of 8 × 8, each pixel being the number of its pass.
  const passes = [
    [1, 1],
    [1, 1],
    [2, 1],
    [2, 2],
    [4, 2],
    [4, 4],
    [8, 4],
  ] as const;
  const rows = passes.flatMap(([columns, count], pass) =>
    Array.from({ length: count }, () => [0, ...Array.from({ length: columns }, () => pass + 1)]).flat(),
  );
  const parts = { width: 8, height: 8, depth: 8, colourType: 0, interlaced: true, rows: Buffer.from(rows) };
  const shown = decoded(pngOf(parts));
  const firstRows = [0, 1].map(y => Array.from({ length: 8 }, (_, x) => colourAt(shown, x, y)[0]));
  t.same(firstRows, [
    [1, 6, 4, 6, 2, 6, 4, 6],
    [7, 7, 7, 7, 7, 7, 7, 7],
  ]);
});

t.test('a JPEG gives nearly the pixels that were put in, and is opaque', async t => {
  const picture = pixels(40, 24, (x, y) => [x * 6, y * 10, 128]);
  const shown = decoded(encodeJpeg({ ...picture, data: Buffer.from(picture.data) }, 95).data);
  t.match(shown, { width: 40, height: 24 });
  for (const [x, y] of [
    [3, 3],
    [20, 12],
    [39, 23],
  ] as const) {
    const [wanted, found] = [colourAt(picture, x, y), colourAt(shown, x, y)];
    t.ok(
      wanted.every((value, channel) => Math.abs(value - (found[channel] as number)) < 14),
      `${found}`,
    );
  }
});

t.test('the bytes of a buffer among others are taken, and stay as they are', async t => {
  const bytes = encodePng(pixels(5, 5, x => [x, 2, 3]));
  const shared = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
  const before = Buffer.from(shared);
  t.same(colourAt(decoded(shared.subarray(6, 6 + bytes.length)), 4, 0), [4, 2, 3, 255]);
  t.same(shared, before);
});

t.test('others are not decoded', async t => {
  t.equal(decodePicture(Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')), undefined);
  t.equal(decodePicture(Buffer.from('step,loss\n1,0.5\n')), undefined);
});

t.test('a JPEG that is cut off says that it is damaged', async t => {
  const jpeg = encodeJpeg({ width: 16, height: 16, data: new Uint8Array(1024).fill(90) }, 80).data;
  for (const length of [3, 30, 300, jpeg.length - 4]) {
    t.throws(() => decodePicture(jpeg.subarray(0, length)), CorruptRecordError, `${length}`);
  }
});

t.test('a JPEG of hundreds of scans, of other samples or of vast size is refused', async t => {
  const jpeg = encodeJpeg({ width: 16, height: 16, data: new Uint8Array(1024).fill(90) }, 80).data;
  const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])), -2);
  const many = Buffer.concat([
    jpeg.subarray(0, -2),
    ...Array.from({ length: 101 }, () => scan),
    jpeg.subarray(-2),
  ]);
  t.throws(() => decodePicture(many), TooLargeError);

  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const [fine, vast] = [Buffer.from(jpeg), Buffer.from(jpeg)];
  fine[frame + 4] = 12;
  t.throws(() => decodePicture(fine), { code: 'corrupt-record', message: /12 bits/ });
  vast.writeUInt16BE(65_000, frame + 5);
  vast.writeUInt16BE(65_000, frame + 7);
  t.throws(() => decodePicture(vast), TooLargeError);
});

t.test('whatever is changed in a file, it is decoded, or the error is one of ours', async t => {
  const picture = pixels(16, 16, (x, y) => [x * y, x * 16, y * 16, 200]);
  const jpeg = encodeJpeg({ ...picture, data: Buffer.from(picture.data) }, 70).data;
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(encodePng(picture), jpeg), changes, (whole, changed) => {
      const bytes = Buffer.from(whole);
      // The size stays: a larger one is decoded at length, and then found to be damaged.
      for (const [at, value] of changed) bytes[180 + (at % (bytes.length - 180))] = value;
      try {
        decodePicture(bytes);
      } catch (error) {
        if (!(error instanceof GitRunError)) throw error;
      }
    }),
    { numRuns: 200 },
  );
  t.pass();
});

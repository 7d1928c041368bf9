import { deflateSync } from 'node:zlib';
import t from 'tap';
import { CorruptRecordError } from '../../../src/run/errors.ts';
import { TooLargeError } from '../../../src/run/repository-errors.ts';
import { soundPng } from '../../../src/tui/picture/sound-png.ts';
import { pngOf } from '../../support/pictures.ts';

const GREY = { width: 4, height: 3, depth: 8, colourType: 0, rows: new Uint8Array(15).fill(0) };
const WHOLE = pngOf(GREY);

t.test('a whole one comes back, without what was hung on to it', async t => {
  t.same(Buffer.from(soundPng(WHOLE)), WHOLE);
  t.same(Buffer.from(soundPng(Buffer.concat([WHOLE, Buffer.from('and more')]))), WHOLE);
});

t.test('rows of less than a byte a pixel, of more, and in seven passes are counted right', async t => {
  // 5 × 3 of one bit; 2 × 1 of RGBA with two bytes each; 1 × 1 interlaced has one pass of a pixel, 5 × 3 has six.
  const cases = [
    { width: 5, height: 3, depth: 1, colourType: 0, bytes: 6 },
    { width: 2, height: 1, depth: 16, colourType: 6, bytes: 17 },
    { width: 1, height: 1, depth: 8, colourType: 0, interlaced: true, bytes: 2 },
    { width: 5, height: 3, depth: 8, colourType: 0, interlaced: true, bytes: 22 },
  ];
  for (const { bytes, ...parts } of cases) {
    t.doesNotThrow(() => soundPng(pngOf({ ...parts, rows: new Uint8Array(bytes) })), JSON.stringify(parts));
    t.throws(() => soundPng(pngOf({ ...parts, rows: new Uint8Array(bytes - 1) })), CorruptRecordError);
    t.throws(() => soundPng(pngOf({ ...parts, rows: new Uint8Array(bytes + 1) })), TooLargeError);
  }
});

t.test('one that is cut off is damaged, wherever', async t => {
  for (let length = 8; length < WHOLE.length; length++) {
    t.throws(() => soundPng(WHOLE.subarray(0, length)), CorruptRecordError, `${length}`);
  }
});

t.test('pixels that cannot be unpacked are damaged, though the checksum is right', async t => {
  const packed = deflateSync(GREY.rows);
  const broken = Buffer.from(packed);
  broken.writeUInt16BE(0xffff, 2);
  for (const bytes of [broken, packed.subarray(0, -5), Buffer.from('no such thing'), new Uint8Array()]) {
    t.throws(() => soundPng(pngOf({ ...GREY, packed: bytes })), CorruptRecordError);
  }
});

t.test('a few bytes that unpack to very many are refused before they do', async t => {
  const packed = deflateSync(Buffer.alloc(200e6));
  for (const interlaced of [false, true]) {
    t.throws(() => soundPng(pngOf({ ...GREY, interlaced, packed })), TooLargeError);
  }
});

t.test('a colour type that there is not is damage', async t => {
  t.throws(() => soundPng(pngOf({ ...GREY, colourType: 5 })), CorruptRecordError);
});

import fc from 'fast-check';
import { encode } from 'jpeg-js';
import t from 'tap';
import { jpegFrame, jpegScans } from '../../../src/tui/picture/jpeg-segments.ts';

const JPEG = encode({ width: 40, height: 30, data: new Uint8Array(4800).map((_, at) => at * at) }, 90).data;

/** Puts a segment behind the start. */
function withSegment(marker: number, content: Uint8Array): Buffer {
  const length = content.length + 2;
  const segment = Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
  return Buffer.concat([JPEG.subarray(0, 2), segment, JPEG.subarray(2)]);
}

t.test('the frame says how large the picture is, and how fine', async t => {
  t.same(jpegFrame(JPEG), { width: 40, height: 30, precision: 8 });
});

t.test('the small picture within the metadata is not taken for the picture', async t => {
  const thumbnail = encode({ width: 8, height: 8, data: new Uint8Array(256) }, 50).data;
  const bytes = withSegment(0xe1, thumbnail);
  t.match(jpegFrame(bytes), { width: 40, height: 30 });
  t.equal(jpegScans(bytes), 1);
});

t.test('scans are counted, whatever samples lie between', async t => {
  const scan = JPEG.subarray(JPEG.indexOf(Buffer.from([0xff, 0xda])), -2);
  const many = Buffer.concat([
    JPEG.subarray(0, -2),
    ...Array.from({ length: 6 }, () => scan),
    JPEG.subarray(-2),
  ]);
  t.equal(jpegScans(many), 7);
});

t.test('markers may be padded', async t => {
  const padded = Buffer.concat([JPEG.subarray(0, 2), Buffer.from([0xff, 0xff, 0xff]), JPEG.subarray(2)]);
  t.same(jpegFrame(padded), jpegFrame(JPEG));
});

t.test('of any bytes the walk comes to an end', async t => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (noise, at) => {
      const bytes = Buffer.concat([JPEG.subarray(0, at), noise]);
      jpegFrame(bytes);
      return jpegScans(bytes) <= bytes.length;
    }),
  );
  t.equal(jpegFrame(new Uint8Array()), undefined);
});

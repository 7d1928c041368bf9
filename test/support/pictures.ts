/** Small pictures for tests: pixels from a rule, and PNGs of every kind, byte by byte. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import type { Pixels, Size } from '../../src/tui/picture/pixels.ts';

export type Colour = readonly [red: number, green: number, blue: number, opacity?: number];

/** A picture whose colours follow a rule; opaque where the rule says nothing else. */
export function pixels(width: number, height: number, rule: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [red, green, blue, opacity = 255] = rule(pixel % width, Math.floor(pixel / width));
    data.set([red, green, blue, opacity], pixel * 4);
  }
  return { width, height, data };
}

export function colourAt({ width, data }: Pixels, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** Pictures of any content, up to so many pixels a side. */
export function anyPixels(side: number): fc.Arbitrary<Pixels> {
  return fc
    .tuple(fc.integer({ min: 1, max: side }), fc.integer({ min: 1, max: side }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
        .map(data => ({ width, height, data })),
    );
}

export interface PngParts extends Size {
  readonly depth: number;
  readonly colourType: number;
  readonly interlaced?: boolean;
  /** Rows with the number of their filter before each, not packed yet. */
  readonly rows: Uint8Array;
  /** Before the pixels: a palette, what is transparent. */
  readonly chunks?: readonly (readonly [type: string, data: Uint8Array])[];
  /** Instead of the packed rows. */
  readonly packed?: Uint8Array;
}

/** A PNG that says what it is told to, true or not; its checksums are right. https://www.w3.org/TR/png/ */
export function pngOf({
  width,
  height,
  depth,
  colourType,
  interlaced = false,
  ...content
}: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(content.chunks ?? []).map(([type, data]) => chunk(type, data)),
    chunk('IDAT', content.packed ?? deflateSync(content.rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeInt32BE(crc(named), named.length + 4);
  return framed;
}

function crc(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum;
}

/** What kind of picture some bytes are, and how large it is: from its first bytes, with nothing decoded. */
import { TooLargeError } from '../../run/repository-errors.ts';
import { jpegFrame } from './jpeg-segments.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A decoded picture: its rows from the top, each from the left. */
export interface Pixels extends Size {
  /** RGBA, 4 bytes a pixel; the colours are not multiplied by the opacity. */
  readonly data: Uint8Array;
}

export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp';

/** What a picture may be at most: a few kilobytes can unfold into gigabytes. Decoding takes up to 20 bytes a pixel. */
const MOST_BYTES = 64e6;
const MOST_PIXELS = 32e6;

/** The kind of a picture, by the signature at its start; undefined where it is none of these. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const start = text(bytes, 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(start)) return 'gif';
  if (/^RIFF.{4}WEBP/s.test(start)) return 'webp';
  // Two letters are no signature yet: many a text begins with them.
  if (start.startsWith('BM') && BMP_HEADERS.has(little(bytes, 14, 4))) return 'bmp';
  return undefined;
}

/** The lengths of what can follow the file header of a BMP: https://en.wikipedia.org/wiki/BMP_file_format */
const BMP_HEADERS: ReadonlySet<number> = new Set([12, 40, 52, 56, 64, 108, 124]);

/** The size of a picture as its header gives it; undefined where it is no picture or its header is damaged. */
export function pictureSize(bytes: Uint8Array): Size | undefined {
  const kind = pictureKind(bytes);
  const size = kind === undefined ? undefined : SIZES[kind](bytes);
  if (size === undefined || size.width <= 0 || size.height <= 0) return undefined;
  return { width: size.width, height: size.height };
}

const SIZES: Readonly<Record<PictureKind, (bytes: Uint8Array) => Size | undefined>> = {
  /** https://www.w3.org/TR/png/#11IHDR */
  png: bytes => ({ width: big(bytes, 16), height: big(bytes, 20) }),
  jpeg: jpegFrame,
  /** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
  gif: bytes => ({ width: little(bytes, 6, 2), height: little(bytes, 8, 2) }),
  webp: webpSize,
  bmp: bytes =>
    little(bytes, 14, 4) === 12
      ? { width: little(bytes, 18, 2), height: little(bytes, 20, 2) }
      : // A height below zero says that the rows go downwards.
        { width: little(bytes, 18, 4) | 0, height: Math.abs(little(bytes, 22, 4) | 0) },
};

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(bytes: Uint8Array): Size | undefined {
  switch (text(bytes, 12, 4)) {
    case 'VP8X':
      return { width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1 };
    case 'VP8L': {
      const bits = little(bytes, 21, 4);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff };
    default:
      return undefined;
  }
}

/** Throws a TooLargeError for a picture that would take more memory than anyone means to spend on a look at it. */
export function refuseHuge(bytes: Uint8Array, { width, height }: Size): void {
  if (bytes.length > MOST_BYTES) {
    throw new TooLargeError('the picture', `it has more than ${MOST_BYTES / 1e6} MB`);
  }
  if (width * height > MOST_PIXELS) {
    throw new TooLargeError(
      'the picture',
      `${width} × ${height} is more than ${MOST_PIXELS / 1e6} megapixels`,
    );
  }
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Four bytes, the highest first; what lies behind the end counts as 0. */
function big(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + 4; index++) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

/** Some bytes, the lowest first; what lies behind the end counts as 0. */
function little(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

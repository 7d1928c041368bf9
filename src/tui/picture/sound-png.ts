/** Whether a PNG is whole. What decodes it later takes damaged data for good and shows what happens to be in memory. */
import { constants, inflateSync } from 'node:zlib';
import { CorruptRecordError } from '../../run/errors.ts';
import { TooLargeError } from '../../run/repository-errors.ts';

/** Gives a PNG back without what follows its end; throws a CorruptRecordError where it is not whole. */
export function soundPng(bytes: Uint8Array): Uint8Array {
  const { header, data, end } = chunksOf(bytes);
  const expected = unpackedLength(header);
  const unpacked = unpack(data, expected);
  if (unpacked !== expected) throw damaged(`${unpacked} bytes of pixels where ${expected} should be`);
  return bytes.subarray(0, end);
}

interface Chunks {
  readonly header: DataView;
  /** Of all chunks with pixels. */
  readonly data: readonly Uint8Array[];
  /** Where the last chunk ends. */
  readonly end: number;
}

/** https://www.w3.org/TR/png/#5Chunk-layout */
function chunksOf(bytes: Uint8Array): Chunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let header: DataView | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const [length, type] = [view.getUint32(at), view.getUint32(at + 4)];
    const start = at + 8;
    at = start + length + 4;
    if (at > bytes.length) break;
    if (type === IHDR && length === 13) header ??= new DataView(view.buffer, view.byteOffset + start, length);
    if (type === IDAT) data.push(bytes.subarray(start, start + length));
    if (type === IEND && header !== undefined) return { header, data, end: at };
  }
  throw damaged(header === undefined ? 'it has no header' : 'its end is missing');
}

const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;

/** Samples a pixel, by colour type: grey, RGB, palette, grey and RGB with opacity. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The bytes of all rows, each with the number of its filter before it. */
function unpackedLength(header: DataView): number {
  const [width, height] = [header.getUint32(0), header.getUint32(4)];
  const samples = SAMPLES[header.getUint8(9)];
  if (samples === undefined) throw damaged(`there is no colour type ${header.getUint8(9)}`);
  const bits = samples * header.getUint8(8);
  const passes = header.getUint8(12) === 0 ? [[0, 0, 1, 1] as const] : ADAM7;
  let length = 0;
  for (const [left, top, across, down] of passes) {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    if (columns > 0 && rows > 0) length += rows * (1 + Math.ceil((columns * bits) / 8));
  }
  return length;
}

/** The passes of an interlaced picture: the first column and row, and the steps. https://www.w3.org/TR/png/#8Interlace */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The length of what is unpacked; no more of it is than is expected. */
function unpack(data: readonly Uint8Array[], expected: number): number {
  try {
    const options = { maxOutputLength: expected, finishFlush: constants.Z_FINISH };
    return inflateSync(Buffer.concat(data), options).length;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new TooLargeError('the picture', 'it unpacks to more than its size');
    throw damaged((error as Error).message, error);
  }
}

function damaged(why: string, cause?: unknown): CorruptRecordError {
  return new CorruptRecordError('the PNG', why, { cause });
}

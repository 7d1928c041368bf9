/** Files of pictures → pixels. */
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { CorruptRecordError, GitRunError } from '../../run/errors.ts';
import { TooLargeError } from '../../run/repository-errors.ts';
import { jpegFrame, jpegScans } from './jpeg-segments.ts';
import { type Pixels, pictureKind, pictureSize, refuseHuge } from './pixels.ts';
import { soundPng } from './sound-png.ts';

/** Decodes a PNG or a JPEG; undefined for all else. Throws CorruptRecordError or TooLargeError. */
export function decodePicture(bytes: Uint8Array): Pixels | undefined {
  const kind = pictureKind(bytes);
  if (kind !== 'png' && kind !== 'jpeg') return undefined;
  const size = pictureSize(bytes);
  const record = kind === 'png' ? 'the PNG' : 'the JPEG';
  if (size === undefined) throw new CorruptRecordError(record, 'its header gives no size');
  refuseHuge(bytes, size);
  try {
    return kind === 'png' ? fromPng(bytes) : fromJpeg(bytes);
  } catch (error) {
    if (error instanceof GitRunError) throw error;
    // Its own words are of markers, tables and offsets.
    if (/limit exceeded/.test((error as Error).message))
      throw new TooLargeError(record, 'it takes too much memory');
    throw new CorruptRecordError(record, 'it cannot be decoded', { cause: error });
  }
}

function fromPng(bytes: Uint8Array): Pixels {
  const { buffer, byteOffset, byteLength } = soundPng(bytes);
  const { width, height, data } = PNG.sync.read(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
  return { width, height, data };
}

/** Of all scans each goes over the whole picture: a small file of very many takes hours. Encoders make ten or so. */
const MOST_SCANS = 100;

/** MB, for coefficients and samples; a photo of 24 megapixels takes 350. */
const MOST_MEMORY = 512;

function fromJpeg(bytes: Uint8Array): Pixels {
  const precision = jpegFrame(bytes)?.precision;
  if (precision !== 8) throw new CorruptRecordError('the JPEG', `its samples have ${precision} bits, not 8`);
  if (jpegScans(bytes) > MOST_SCANS) {
    throw new TooLargeError('the JPEG', `it has more than ${MOST_SCANS} scans`);
  }
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: true,
    maxResolutionInMP: 32,
    maxMemoryUsageInMB: MOST_MEMORY,
  });
  return { width, height, data };
}

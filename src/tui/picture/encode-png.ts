/** Pixels → PNG, for terminals that read it. */
import { PNG } from 'pngjs';
import type { Pixels } from './pixels.ts';

/** Rather quickly than small: it goes no farther than the terminal. */
const OPTIONS = { deflateLevel: 1, filterType: 1 } as const;

/** Encodes a picture; opaque ones without opacity. */
export function encodePng({ width, height, data }: Pixels): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return PNG.sync.write(png, { ...OPTIONS, colorType: isOpaque(data) ? 2 : 6 });
}

function isOpaque(data: Uint8Array): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

/** Pictures without colour: brightness as dots of braille, eight a cell. */
import { Canvas } from '../../view/chart/canvas.ts';
import type { Background } from './ground.ts';
import type { Pixels } from './pixels.ts';

/** Dots of a cell. */
export const DOTS = { width: 2, height: 4 } as const;

/** Draws an opaque picture, a dot for a pixel: where the terminal is dark the dots are what is bright, else what is dark. */
export function dots(picture: Pixels, background: Background): string[] {
  const { width, height } = picture;
  const canvas = new Canvas(Math.ceil(width / DOTS.width), Math.ceil(height / DOTS.height));
  const bright = stretched(brightness(picture));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = bright[y * width + x] as number;
      if ((background === 'dark' ? value : 1 - value) > threshold(x, y)) canvas.dot(x, y, 0);
    }
  }
  return Array.from({ length: Math.ceil(height / DOTS.height) }, (_, row) =>
    canvas
      .row(row)
      .map(cell => cell?.sign ?? ' ')
      .join(''),
  );
}

/** From 0 to 1: https://en.wikipedia.org/wiki/Luma_(video) */
function brightness({ data, width, height }: Pixels): Float64Array {
  return Float64Array.from({ length: width * height }, (_, pixel) => {
    const at = pixel * 4;
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  });
}

/** What is thrown away at either end, as a share of the pixels. */
const CUT = 0.01;

/** Spreads the values over all there is: a pale curve on white would be lost among sixteen steps. */
function stretched(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const place = (share: number) => sorted[Math.round((sorted.length - 1) * share)] as number;
  const inner = [place(CUT), place(1 - CUT)] as const;
  const [low, high] = inner[1] - inner[0] > 0 ? inner : ([place(0), place(1)] as const);
  return high - low > 0
    ? values.map(value => Math.max(0, Math.min(1, (value - low) / (high - low))))
    : values;
}

/** Between 0 and 1, never the same for neighbours: https://en.wikipedia.org/wiki/Ordered_dithering */
function threshold(x: number, y: number): number {
  return ((BAYER[(y & 3) * 4 + (x & 3)] as number) + 0.5) / 16;
}

const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;

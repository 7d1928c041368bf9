/** Pictures for terminals of few colours: for each pixel the number of a colour. */
import { dither, type Rgb } from './dither.ts';
import type { Pixels } from './pixels.ts';

/** The steps of a channel in the cube of 6 × 6 × 6: https://en.wikipedia.org/wiki/ANSI_escape_code#8-bit */
const CUBE = [0, 95, 135, 175, 215, 255] as const;

/** Of 256 the nearest, in the cube or among the greys; the first 16 are no choice, as every theme has its own. */
export function of256({ data, width, height }: Pixels): Uint32Array {
  return Uint32Array.from({ length: width * height }, (_, pixel) => {
    const at = pixel * 4;
    return nearestOf256(data[at] as number, data[at + 1] as number, data[at + 2] as number);
  });
}

function nearestOf256(red: number, green: number, blue: number): number {
  const [r, g, b] = [step(red), step(green), step(blue)];
  const grey = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const level = 8 + grey * 10;
  const byCube = distance(red - CUBE[r], green - CUBE[g], blue - CUBE[b]);
  return byCube <= distance(red - level, green - level, blue - level) ? 16 + 36 * r + 6 * g + b : 232 + grey;
}

type Step = 0 | 1 | 2 | 3 | 4 | 5;

function step(value: number): Step {
  if (value < 48) return 0;
  return value < 115 ? 1 : (Math.min(5, Math.round((value - 55) / 40)) as Step);
}

/** As xterm has them. */
const SIXTEEN: readonly Rgb[] = [
  [0x00, 0x00, 0x00],
  [0xcd, 0x00, 0x00],
  [0x00, 0xcd, 0x00],
  [0xcd, 0xcd, 0x00],
  [0x00, 0x00, 0xee],
  [0xcd, 0x00, 0xcd],
  [0x00, 0xcd, 0xcd],
  [0xe5, 0xe5, 0xe5],
  [0x7f, 0x7f, 0x7f],
  [0xff, 0x00, 0x00],
  [0x00, 0xff, 0x00],
  [0xff, 0xff, 0x00],
  [0x5c, 0x5c, 0xff],
  [0xff, 0x00, 0xff],
  [0x00, 0xff, 0xff],
  [0xff, 0xff, 0xff],
];

/** Less than all of an error goes on: pale colours are seen by it, and even ground stays even. */
const PASSED_ON = 0.75;

/** Of 16 the nearest, or a mixture: alone, most would be one grey. */
export function of16(picture: Pixels): Uint32Array {
  return Uint32Array.from(dither(picture, SIXTEEN, PASSED_ON));
}

function distance(red: number, green: number, blue: number): number {
  return red * red + green * green + blue * blue;
}
